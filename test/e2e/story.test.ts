import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cardText } from '../harness/card.ts';
import { type Launched, launch } from '../harness/launch.ts';
import { registered } from '../harness/marks.ts';
import { hoverMark } from '../harness/pointer.ts';
import { type Server, serve } from '../harness/serve.ts';
import { until } from '../harness/wait.ts';

let folder: string;
let server: Server;
let launched: Launched;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'backstory-other-story-'));
  const { status, stderr } = spawnSync('node_modules/.bin/vite', ['build', '--mode', 'chromium'], {
    env: { ...process.env, BACKSTORY_STORY: 'test/fixtures/rocket-story', BACKSTORY_OUT: folder },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  server = await serve({
    pages: {
      '/': `<!doctype html><html lang="en"><meta charset="utf-8"><title>Space</title>
        <link rel="icon" href="data:,"><body><p>Nothing.</p>
        <p>The rocket Vulpine flew for the agency ESL; OpenAI and Grok did not.</p>`,
    },
  });
  launched = await launch('chromium', { extensionDir: folder });
});
afterAll(async () => {
  await launched?.close();
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('another story is bundled by its folder alone', async () => {
  const page = await launched.browser.newPage();
  await page.goto(server.origin);
  const both = String(['ESL', 'Vulpine']);
  await until('both names', async () => String((await registered(page)).texts) === both);
  await hoverMark(page, 'Vulpine');
  const text = await until('a card', async () => (await cardText(page)) || undefined);
  expect(text).toContain('As of July 2024');
  expect(text).toContain('lifted off from its pad in the rain forest');
  expect(text).toContain("Europe's new rocket");
});
