/**
 * Scores on labelled snippets what pages get, strictly: name, start and end have to be right.
 *
 *     tsx test/eval/mentions.ts [FILE.jsonl …] [--cross] [--learn FILE.jsonl] [--judge] [--wrong [--unseen]]
 *
 * A line of a file is `{ "id", "text", "context"?, "lang"?, "cat"?, "spans": [{ "start", "end",
 * "entity" }] }` with UTF-16 offsets; `context` is the page's title. Without a file the story's own
 * examples are taken. Printed are the figures of each name, kind, category and language, of the texts
 * in which a name stands beside something that is written like it and is none, and how often the
 * probabilities come true. The last line is the figures of all items as JSON, the one before those of
 * the items that were not read while cues were written.
 *
 * `--cross`: five-fold cross-validation; near-alike snippets, and neighbours in a file, are never on
 * both sides. `--learn FILE` (may be repeated): what is learned from these files alone, for figures of
 * others that were kept apart. `--judge`: without anything learned. `--wrong` prints misses and false
 * marks first: of the seen part, with `--unseen` of all.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readSnippets } from '../../src/build/story/read-names-model.ts';
import { readStory } from '../../src/build/story/read-story.ts';
import { foldsOf } from '../../src/build/train/folds.ts';
import { parseSnippets, type Snippet } from '../../src/build/train/snippets.ts';
import { trainNames } from '../../src/build/train/train-names.ts';
import { createDecider, type NamesModel, type Verdict } from '../../src/names/decide.ts';
import { createFinder } from '../../src/names/find-candidates.ts';
import { createJudge } from '../../src/names/judge.ts';
import {
  faultsOf,
  hasBothSenses,
  lineOf,
  type Outcome,
  showFault,
  tableOf,
  totalOf,
} from './mention-figures.ts';
import { isSeen } from './split.ts';

const STORY = join(import.meta.dirname, '../../assets/story');
const FOLDS = 5;
/** A category with fewer items has no figures that mean anything. */
const LEAST_OF_CATEGORY = 8;

interface Judged extends Outcome {
  readonly verdicts: readonly Verdict[];
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    cross: { type: 'boolean' },
    learn: { type: 'string', multiple: true },
    judge: { type: 'boolean' },
    wrong: { type: 'boolean' },
    unseen: { type: 'boolean' },
  },
});

try {
  const story = readStory(STORY);
  const finder = createFinder(story.forms);
  const judge = createJudge(story.cues);
  const nameIds = story.forms.names.map(({ id }) => id);
  const read = (files: readonly string[]) =>
    files.flatMap((file) => parseSnippets(readFileSync(file, 'utf8'), file, nameIds));

  const outcomesBy = (model: NamesModel | null, items: readonly Snippet[]): Judged[] => {
    const decider = createDecider(finder, judge, model);
    return items.map((item) => {
      const candidates = finder.find(item.text);
      const page = decider.readPage({ title: item.context, sample: [item.text] });
      const verdicts = decider.decide(item.text, candidates, page);
      return { item, candidates, verdicts, found: verdicts.filter((one) => one.isMention) };
    });
  };
  const outcomesAcross = (items: readonly Snippet[]): Judged[] => {
    const folds = foldsOf(items, FOLDS);
    return Array.from({ length: FOLDS }, (_, fold) => {
      const others = items.filter((_item, i) => folds[i] !== fold);
      const own = items.filter((_item, i) => folds[i] === fold);
      return outcomesBy(trainNames(finder, judge, others), own);
    }).flat();
  };

  const examples = readSnippets(STORY, nameIds);
  const items = positionals.length > 0 ? read(positionals) : examples;
  const learned = () =>
    values.learn ? trainNames(finder, judge, read(values.learn)) : story.namesModel;
  const outcomes = values.cross
    ? outcomesAcross(items)
    : outcomesBy(values.judge ? null : learned(), items);

  if (values.wrong) {
    const shown = values.unseen ? outcomes : outcomes.filter(({ item }) => isSeen(item.id));
    for (const fault of faultsOf(shown)) console.log(showFault(fault));
  }
  if (!values.cross && !values.judge)
    warnOfLearned(items, values.learn ? read(values.learn) : examples);
  for (const line of report(outcomes)) console.log(line);
  const unseen = outcomes.filter(({ item }) => !isSeen(item.id));
  console.log(JSON.stringify({ part: 'unseen', ...totalOf(unseen) }));
  console.log(JSON.stringify(totalOf(outcomes)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

/** Figures of what was learned by heart say nothing of new texts. */
function warnOfLearned(items: readonly Snippet[], examples: readonly Snippet[]): void {
  const texts = new Set(examples.map(({ text }) => text));
  const known = items.filter(({ text }) => texts.has(text)).length;
  if (known > 0) {
    console.log(
      `${known} of ${items.length} items were learned from: see --cross for honest figures`,
    );
  }
}

function report(outcomes: readonly Judged[]): string[] {
  const total = totalOf(outcomes);
  const both = outcomes.filter(hasBothSenses);
  return [
    lineOf('all', outcomes.length, total),
    ...Object.entries(total.byName).map(([name, figures]) =>
      lineOf(name, outcomes.length, figures),
    ),
    lineOf('both senses', both.length, totalOf(both)),
    ...tableOf('kinds', outcomes, ({ item }) => item.cat.replace(/\..*/, '')),
    ...tableOf('languages', outcomes, ({ item }) => item.lang || 'not told'),
    ...tableOf('categories', outcomes, ({ item }) => item.cat, LEAST_OF_CATEGORY),
    ...reliability(outcomes),
  ];
}

/** How often doubtful candidates are names, by how likely they were said to be. */
function reliability(outcomes: readonly Judged[]): string[] {
  const steps = Array.from({ length: 10 }, () => ({ all: 0, right: 0, said: 0 }));
  for (const { item, verdicts } of outcomes) {
    for (const { name, start, end, certain, probability } of verdicts) {
      const step = steps[Math.min(9, Math.floor(probability * 10))];
      if (certain || !step) continue;
      step.all += 1;
      step.said += probability;
      const isRight = item.spans.some(
        (span) => span.entity === name && span.start === start && span.end === end,
      );
      if (isRight) step.right += 1;
    }
  }
  const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(0)} %`;
  return [
    'doubtful candidates: said to be a name, and was one',
    ...steps
      .filter(({ all }) => all > 0)
      .map(
        ({ all, right, said }) =>
          `  ${percent(said, all).padStart(5)}  ${percent(right, all).padStart(5)}  of ${all}`,
      ),
  ];
}
