import { expect, test } from 'vitest';
import { createThinking } from '../../../src/background/thinking.ts';
import { readStory } from '../../../src/build/story/read-story.ts';
import { packagedFilesOf } from '../../../src/build/vite/packaged-files.ts';
import type { LoadPackaged, PackagedFiles } from '../../../src/protocol/packaged.ts';

// As a worker gets them: what JSON does not keep is not there.
const files = JSON.parse(
  JSON.stringify(packagedFilesOf(readStory('assets/story'))),
) as PackagedFiles;

/** Tells what was loaded; fails as often as it is told to. */
function loader(failures = 0) {
  const loaded: string[] = [];
  const load: LoadPackaged = async (path) => {
    loaded.push(path);
    if (loaded.length <= failures) throw new Error('the package cannot be read');
    return files[path];
  };
  return { load, loaded };
}

const text = 'The chatbot Grok is made by xAI.';
const question = { text, bounds: [0, text.length], from: 0, to: text.length };
const found = [
  { name: 'grok', start: 12, end: 16 },
  { name: 'xai', start: 28, end: 31 },
];

test('nothing is loaded before a question is asked', () => {
  const { load, loaded } = loader();
  createThinking(load);
  expect(loaded).toEqual([]);
});

test('the judge answers by what its file holds, which is loaded once', async () => {
  const { load, loaded } = loader();
  const thinking = createThinking(load);
  const [judge, same] = await Promise.all([thinking.judge(), thinking.judge()]);
  expect(judge({ title: '', sample: [] }, [question])).toEqual([found]);
  expect(same).toBe(judge);
  expect(await thinking.judge()).toBe(judge);
  expect(loaded).toEqual(['thinking/names.json']);
});

test('the ranker and the index share what their file holds, which is loaded once', async () => {
  const { load, loaded } = loader();
  const thinking = createThinking(load);
  const [rank, index] = await Promise.all([thinking.ranker(), thinking.index()]);
  const [ranking] = rank([{ name: 'grok', text, start: 12, end: 16, title: '' }]);
  const { story } = readStory('assets/story');
  expect(ranking?.paragraphs).toHaveLength(story.editions[0]?.paragraphs.length ?? 0);
  expect(await thinking.ranker()).toBe(rank);
  expect(await thinking.index()).toBe(index);
  expect(loaded.sort()).toEqual(['thinking/ranker.json', 'thinking/topics.json']);
});

test('a file that could not be loaded is loaded for the next question', async () => {
  const { load, loaded } = loader(1);
  const thinking = createThinking(load);
  await expect(thinking.judge()).rejects.toThrow('cannot be read');
  const judge = await thinking.judge();
  expect(judge({ title: '', sample: [] }, [question])).toEqual([found]);
  expect(loaded).toHaveLength(2);
});
