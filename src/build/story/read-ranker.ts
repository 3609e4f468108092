import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StoryName } from '../../story/types.ts';
import type { CompiledTopics } from '../../topics/compiled.ts';
import type { CompiledRanker } from '../../topics/ranker.ts';
import { cached } from '../train/cached.ts';
import { commonWordsOf } from '../train/common-words.ts';
import { parsePassages } from '../train/passages.ts';
import { parseSynonyms } from '../train/synonyms.ts';
import { type RankerInputs, trainRanker } from '../train/train-ranker.ts';
import { exampleFiles } from './example-files.ts';

const SYNONYMS = 'synonyms.json';

/**
 * What a story folder has for its ranker to learn from: every `examples/passages*.jsonl`, and
 * `synonyms.json` if there is one. `null` if it has no passages.
 * @throws Error naming file, line, field and reason
 */
export function readRankerInputs(
  folder: string,
  names: readonly StoryName[],
  topics: CompiledTopics,
): RankerInputs | null {
  const ids = names.map(({ id }) => id);
  const paragraphs = topics.targets.filter((target) => target !== 'introduction');
  const passages = exampleFiles(folder, 'passages').flatMap(({ name, text }) =>
    parsePassages(text, name, ids, paragraphs),
  );
  if (passages.length === 0) return null;
  const synonyms = join(folder, SYNONYMS);
  return {
    passages,
    synonyms: existsSync(synonyms) ? parseSynonyms(readFileSync(synonyms, 'utf8'), SYNONYMS) : {},
    topics,
    names,
  };
}

/** The trained ranker of a story folder, from the last time if nothing has changed; `null` without examples. */
export function readRanker(
  folder: string,
  names: readonly StoryName[],
  topics: CompiledTopics,
): CompiledRanker | null {
  const inputs = readRankerInputs(folder, names, topics);
  if (inputs === null) return null;
  const trained = cached('ranker', [JSON.stringify(inputs)], () => trainRanker(inputs));
  return { ...trained, common: commonWordsOf(inputs.passages, topics) };
}
