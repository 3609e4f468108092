import type { CompiledForms } from '../../names/compiled.ts';
import type { CompiledCues } from '../../names/cues.ts';
import type { NamesModel } from '../../names/decide.ts';
import { createFinder } from '../../names/find-candidates.ts';
import { createJudge } from '../../names/judge.ts';
import { cached } from '../train/cached.ts';
import { parseSnippets, type Snippet } from '../train/snippets.ts';
import { trainNames } from '../train/train-names.ts';
import { exampleFiles } from './example-files.ts';

/**
 * The snippets of a story folder: every `examples/snippets*.jsonl`, in the order of their names.
 * @throws Error naming file, line, field and reason
 */
export function readSnippets(folder: string, nameIds: readonly string[]): Snippet[] {
  return exampleFiles(folder, 'snippets').flatMap(({ name, text }) =>
    parseSnippets(text, name, nameIds),
  );
}

/** The model that a story's snippets teach, from the last time if nothing has changed; `null` without any. */
export function readNamesModel(
  folder: string,
  forms: CompiledForms,
  cues: CompiledCues,
): NamesModel | null {
  const snippets = readSnippets(
    folder,
    forms.names.map(({ id }) => id),
  );
  if (snippets.length === 0) return null;
  return cached('names', [JSON.stringify([forms, cues, snippets])], () =>
    trainNames(createFinder(forms), createJudge(cues), snippets),
  );
}
