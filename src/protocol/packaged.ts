/**
 * The files of data that the build puts into the package beside the programs, for the background and our own pages.
 * Data that the background needs now and then is no code of it: code is read, compiled and run at each of its many
 * starts. Nor is what few readers need part of a program that comes into pages. No page of the web can load these files.
 */
import type { CompiledForms } from '../names/compiled.ts';
import type { CompiledCues } from '../names/cues.ts';
import type { NamesModel } from '../names/decide.ts';
import type { Edition, StoryName } from '../story/types.ts';
import type { CompiledTopics, KnownSentences } from '../topics/compiled.ts';
import type { CompiledRanker } from '../topics/ranker.ts';

/** What each file holds, by its path in the extension. */
export interface PackagedFiles {
  /** What the names are told by from what is only written like them; `model` is `null` for a story without examples. */
  readonly 'thinking/names.json': {
    readonly forms: CompiledForms;
    readonly cues: CompiledCues;
    readonly model: NamesModel | null;
  };
  /** What the paragraphs are about, and where each name is introduced. */
  readonly 'thinking/topics.json': {
    readonly topics: CompiledTopics;
    readonly sentences: KnownSentences;
    readonly names: readonly StoryName[];
  };
  /** What was learned of the paragraphs from examples; `null` for a story without. */
  readonly 'thinking/ranker.json': CompiledRanker | null;
  /** The rules of the list of public suffixes: `suffixTestOf` (src/settings) reads them. */
  readonly 'settings/public-suffixes.json': readonly string[];
  /** An edition that programs do not carry, by its language. */
  readonly [edition: EditionFile]: Edition;
}

type EditionFile = `story/edition.${string}.json`;

/** Where the edition in a language is, if programs do not carry it. */
export function editionFile(lang: string): EditionFile {
  return `story/edition.${lang}.json`;
}

/** Loads one of them. Fails where the package cannot be read, as while the extension is updated. */
export type LoadPackaged = <Path extends keyof PackagedFiles>(
  path: Path,
) => Promise<PackagedFiles[Path]>;
