/**
 * Why what is written like a name is taken for one or not, and why its passage gets its paragraph: how likely each is,
 * and the words for and against.
 *
 *   npm run -s why -- "text" [--title TITLE] [--name ID] [--at TEXT]
 *
 * The mention is the first place in the text that is written like a name; `--name` chooses the name
 * (`StoryName.id`), `--at` where it stands (words of the text).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readStory } from '../../src/build/story/read-story.ts';
import { explainNames, showExplained } from '../../src/names/explain.ts';
import { createFinder } from '../../src/names/find-candidates.ts';
import { createJudge } from '../../src/names/judge.ts';
import { explainWith } from '../../src/topics/explain.ts';
import { createRanker, type NamedPassage } from '../../src/topics/ranker.ts';
import { indexTopics } from '../../src/topics/topic-index.ts';

/** Log odds below which a word says nothing, and how many words are told. */
const LEAST = 0.05;
const MOST = 10;

const USAGE = 'Usage: npm run -s why -- "text" [--title TITLE] [--name ID] [--at TEXT]';

function given() {
  const options = {
    title: { type: 'string', default: '' },
    name: { type: 'string' },
    at: { type: 'string' },
    help: { type: 'boolean', default: false },
  } as const;
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const text = positionals.join(' ');
    if (text !== '' && !values.help) return { values, text };
    console.log(USAGE);
    process.exit(values.help ? 0 : 1);
  } catch (error) {
    console.error(`${(error as Error).message}\n${USAGE}`);
    process.exit(1);
  }
}

const { values, text } = given();
const folder = join(import.meta.dirname, '../../assets/story');
const { story, forms, cues, namesModel, topics, ranker } = readStory(folder);

/** Where the mention is: what was asked for, or the first that is written like a name. */
function mentionIn(): NamedPassage | undefined {
  const candidates = createFinder(forms).find(text);
  const found =
    candidates.find(({ name }) => values.name === undefined || name === values.name) ??
    (values.at === undefined ? undefined : { name: values.name ?? '', start: 0, end: 0 });
  const asked = values.at === undefined ? -1 : text.indexOf(values.at);
  if (found === undefined) return undefined;
  const start = asked < 0 ? found.start : asked;
  const end = asked < 0 ? found.end : asked + (values.at?.length ?? 0);
  const name = story.names.find(({ id }) => id === found.name) ?? story.names[0];
  if (name === undefined) return undefined;
  const { id, introducedIn } = name;
  return { text, start, end, title: values.title, introducedIn, name: id };
}

const page = { title: values.title, sample: [] };
const explained = explainNames(createFinder(forms), createJudge(cues), namesModel, text, page);
const { groups } = JSON.parse(readFileSync(join(folder, 'cues.json'), 'utf8')) as {
  groups: readonly { readonly id: string }[];
};
const groupIds = groups.map(({ id }) => id);
for (const each of explained) for (const line of showExplained(each, groupIds)) console.log(line);

const passage = mentionIn();
if (passage === undefined) {
  console.error(`Nothing in that text is written like a name. ${USAGE}`);
  process.exitCode = 1;
} else {
  const index = indexTopics(topics);
  const { outcome, nothing, paragraphs } = createRanker(ranker, index)(passage);
  const mention = passage.text.slice(passage.start, passage.end);
  console.log(`${passage.name} (“${mention}” at ${passage.start}): ${outcome}`);
  console.log(`nothing on this: ${(100 * nothing).toFixed(1)} %`);
  const words = ranker === null ? [] : explainWith(ranker, index)(passage);
  for (const { id, score } of paragraphs) {
    const own = words.find((each) => each.id === id)?.words ?? [];
    const list = (sign: number) =>
      own
        .filter(({ weight }) => weight * sign >= LEAST)
        .sort((a, b) => sign * (b.weight - a.weight))
        .slice(0, MOST)
        .map(({ start, end, where, weight }) => {
          const from = where === 'title' ? passage.title : passage.text;
          return `${from.slice(start, end)} ${weight > 0 ? '+' : ''}${weight.toFixed(2)}`;
        })
        .join(', ');
    console.log(`${id} ${(100 * score).toFixed(1).padStart(5)} %  for: ${list(1) || '–'}`);
    console.log(`            against: ${list(-1) || '–'}`);
  }
}
