/** The tool `eval:pages` itself: each of its columns can fail, and a page without a fault has none. */
import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NO_FAULTS } from '../eval/pages-compare.ts';
import type { Fault } from '../eval/pages-in-page.ts';
import { type PageServer, servePages } from '../eval/pages-server.ts';
import { Visitor } from '../eval/pages-visit.ts';
import { BROWSER_KINDS } from '../harness/browsers.ts';
import { builtExtension } from '../harness/launch.ts';

type Column = keyof typeof NO_FAULTS;

/** Damage that can be done together, and the columns that it must show in; all others stay empty. */
const DAMAGES: readonly (readonly [readonly Fault[], readonly Column[]])[] = [
  [
    ['card', 'dom', 'error', 'extra'],
    ['cardFailed', 'domChanged', 'extra', 'newErrors'],
  ],
  [
    ['layout', 'missed', 'request'],
    ['layoutChanged', 'missed', 'other'],
  ],
];

/** Less than a test may take, and enough for the fixtures. */
const LOAD_MS = 20_000;

describe.each(BROWSER_KINDS)('eval:pages in %s', (kind) => {
  let server: PageServer;
  let visitor: Visitor;
  beforeAll(async () => {
    server = await servePages('test/fixtures/pages');
    visitor = await Visitor.create({ kind, extensionDir: builtExtension(kind), loadMs: LOAD_MS });
  });
  afterAll(async () => {
    await visitor?.close();
    await server?.close();
  });
  const visit = (name: string, ...damage: Fault[]) =>
    visitor.visit(name, server.addressOf(name), damage);

  test('a page without a fault', async () => {
    expect(await visit('plain.html')).toMatchObject({
      name: 'plain.html',
      faults: NO_FAULTS,
      unstable: [],
      wanted: 9,
      painted: 9,
    });
  });

  test('a page that is another one each time is told apart', async () => {
    const { faults, unstable } = await visit('unstable.html');
    expect(faults).toEqual(NO_FAULTS);
    expect(unstable.map((reason) => reason.split(':')[0])).toEqual(['dom', 'layout']);
  });

  test('a page in another encoding is read as it declares', async () => {
    const result = await visit('latin.html');
    expect(result).toMatchObject({ faults: NO_FAULTS, unstable: [], wanted: 1, painted: 1 });
  });

  test.for(DAMAGES)('damage to %s is seen in %s alone', async ([damage, columns]) => {
    const { faults } = await visit('plain.html', ...damage);
    const failed = Object.entries(faults).filter(([, list]) => list.length > 0);
    expect(failed.map(([column]) => column).sort(), JSON.stringify(faults)).toEqual(
      [...columns].sort(),
    );
  });

  // Longer than others: it waits for a limit to pass, and browsers are started anew.
  test('a page that hangs is a failure, and the next one is looked at', {
    timeout: 90_000,
  }, async () => {
    const hung = await visit('latin.html', 'hang');
    expect(hung.faults.other[0]).toMatch(/^the load with Backstory: .* more than \d+ s/);
    expect((await visit('latin.html')).faults).toEqual(NO_FAULTS);
  });
});

test('the last line is the sums, and --resume opens again what failed', {
  timeout: 90_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'backstory-pages-'));
  try {
    copyFileSync('test/fixtures/pages/latin.html', join(folder, 'latin.html'));
    const kept = join(folder, 'kept.json');
    const run = async (...more: string[]): Promise<unknown> => {
      const args = ['test/eval/pages.ts', folder, '--no-build', '--kept', kept, ...more];
      const { stdout } = await promisify(execFile)('node_modules/.bin/tsx', args);
      return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '');
    };
    const sums = { newErrors: 0, layoutChanged: 0, missed: 0, extra: 0, cardFailed: 0 };
    const failed = ['latin.html'];
    expect(await run('--plant', 'dom')).toEqual({ pages: 1, domChanged: 1, ...sums, failed });
    expect(await run('--resume')).toEqual({ pages: 1, domChanged: 0, ...sums, failed: [] });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
