import type { Plugin } from 'vite';
import { editionFile, type PackagedFiles } from '../../protocol/packaged.ts';
import { publicSuffixRules } from '../public-suffixes.ts';
import type { BundledStory } from '../story/read-story.ts';

/** What each of the package's files of data holds. */
export function packagedFilesOf({
  story,
  forms,
  cues,
  namesModel,
  topics,
  sentences,
  ranker,
}: BundledStory): PackagedFiles {
  return {
    ...Object.fromEntries(story.editions.map((edition) => [editionFile(edition.lang), edition])),
    'thinking/names.json': { forms, cues, model: namesModel },
    'thinking/topics.json': { topics, sentences, names: story.names },
    'thinking/ranker.json': ranker,
    'settings/public-suffixes.json': publicSuffixRules(),
  };
}

/** Puts the files of data that the background and our pages load (`src/protocol/packaged.ts`) beside the programs. */
export function packagedFiles(story: BundledStory): Plugin {
  return {
    name: 'backstory:packaged-files',
    apply: 'build',
    generateBundle() {
      for (const [fileName, data] of Object.entries(packagedFilesOf(story))) {
        this.emitFile({ type: 'asset', fileName, source: JSON.stringify(data) });
      }
    },
  };
}
