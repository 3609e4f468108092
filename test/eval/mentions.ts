/**
 * Scores the recogniser on labelled snippets, strictly: name, start and end have to be right.
 *
 *     tsx test/eval/mentions.ts FILE.jsonl [--wrong [--unseen]]
 *
 * A line of the file is `{ "id", "text", "context"?, "spans": [{ "start", "end", "entity" }] }`
 * with UTF-16 offsets; `context` is the page's title. The last line printed is the figures of all
 * items as JSON, the one before those of the items that were not read while cues were written.
 * `--wrong` prints misses and false marks first: of the seen part, with `--unseen` of all.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { readStory } from '../../src/build/story/read-story.ts';
import { createFinder } from '../../src/names/find-candidates.ts';
import { createJudge } from '../../src/names/judge.ts';
import { createRecogniser, type Recognise } from '../../src/names/recognise.ts';
import type { FoundName } from '../../src/story/types.ts';
import { isSeen } from './split.ts';

const itemSchema = v.object({
  id: v.string(),
  text: v.string(),
  cat: v.optional(v.string()),
  context: v.optional(v.string()),
  spans: v.array(v.object({ start: v.number(), end: v.number(), entity: v.string() })),
});
type Item = v.InferOutput<typeof itemSchema>;

interface Counts {
  right: number;
  missed: number;
  wrong: number;
}

/** @throws Error naming file and line of a fault */
function readItems(file: string): Item[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, i) => {
      if (line.trim() === '') return [];
      const place = `${file}:${i + 1}`;
      let data: unknown;
      try {
        data = JSON.parse(line);
      } catch (error) {
        throw new Error(`${place}: no JSON (${error instanceof Error ? error.message : error})`);
      }
      const result = v.safeParse(itemSchema, data);
      if (result.success) return [result.output];
      const [issue] = result.issues;
      throw new Error(`${place}: ${v.getDotPath(issue) ?? '(the whole)'}: ${issue.message}`);
    });
}

const keyOf = ({ name, start, end }: FoundName) => `${name} ${start} ${end}`;

function show(label: string, item: Item, { name, start, end }: FoundName): string {
  const before = item.text.slice(Math.max(0, start - 60), start);
  const after = item.text.slice(end, end + 60);
  return `${label} ${item.cat ?? ''} ${item.id} ${name}: ${before}⟦${item.text.slice(start, end)}⟧${after}`;
}

function score(items: readonly Item[], recognise: Recognise) {
  const byName = new Map<string, Counts>();
  const countsOf = (name: string) => {
    const counts = byName.get(name) ?? { right: 0, missed: 0, wrong: 0 };
    byName.set(name, counts);
    return counts;
  };
  const faults: string[] = [];
  for (const item of items) {
    const { text, context } = item;
    const found = recognise(text, context === undefined ? {} : { title: context });
    const wanted = item.spans.map(({ entity, start, end }) => ({ name: entity, start, end }));
    const foundKeys = new Set(found.map(keyOf));
    const wantedKeys = new Set(wanted.map(keyOf));
    for (const mention of wanted) {
      if (foundKeys.has(keyOf(mention))) countsOf(mention.name).right += 1;
      else {
        countsOf(mention.name).missed += 1;
        faults.push(show('missed', item, mention));
      }
    }
    for (const mention of found) {
      if (wantedKeys.has(keyOf(mention))) continue;
      countsOf(mention.name).wrong += 1;
      faults.push(show('wrong ', item, mention));
    }
  }
  const total: Counts = { right: 0, missed: 0, wrong: 0 };
  for (const { right, missed, wrong } of byName.values()) {
    total.right += right;
    total.missed += missed;
    total.wrong += wrong;
  }
  const figures = {
    items: items.length,
    ...figuresOf(total),
    byName: Object.fromEntries([...byName].sort().map(([name, c]) => [name, figuresOf(c)])),
  };
  return { faults, figures };
}

/** Nothing found, or nothing to find, counts as no fault. */
function figuresOf({ right, missed, wrong }: Counts) {
  const share = (part: number, whole: number) =>
    whole === 0 ? 1 : Number((part / whole).toFixed(4));
  return {
    precision: share(right, right + wrong),
    recall: share(right, right + missed),
    f1: share(2 * right, 2 * right + missed + wrong),
    missed,
    wrong,
  };
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { wrong: { type: 'boolean' }, unseen: { type: 'boolean' } },
});
const [file] = positionals;
if (file === undefined) {
  console.error('Usage: npm run -s eval:mentions -- FILE.jsonl [--wrong [--unseen]]');
  process.exit(2);
}
try {
  const { forms, cues } = readStory(join(import.meta.dirname, '../../assets/story'));
  const recognise = createRecogniser(createFinder(forms), createJudge(cues));
  const items = readItems(file);
  const seen = items.filter(({ id }) => isSeen(id));
  const unseen = items.filter(({ id }) => !isSeen(id));
  if (values.wrong) {
    for (const fault of score(values.unseen ? items : seen, recognise).faults) console.log(fault);
  }
  console.log(JSON.stringify({ part: 'unseen', ...score(unseen, recognise).figures }));
  console.log(JSON.stringify(score(items, recognise).figures));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
