import { afterEach, describe, expect, test, vi } from 'vitest';
import { discardAside, setOption, setPause } from '../../../src/settings/change-options.ts';
import { changeSites, setAll, setSite } from '../../../src/settings/change-sites.ts';
import { isPublicSuffix } from '../../../src/settings/domains.ts';
import { DEFAULTS } from '../../../src/settings/options.ts';
import { readSettings, type Settings } from '../../../src/settings/read-settings.ts';
import { endPauseAtStart, repairSettings } from '../../../src/settings/repair.ts';
import { resetSettings, restore, snapshotOf, takeOver } from '../../../src/settings/snapshot.ts';
import { syncRules } from '../../../src/settings/sync.ts';
import { watchSettings } from '../../../src/settings/watch-settings.ts';
import { forgetPrivateWindow } from '../../../src/settings/write-rules.ts';
import { memoryStorage } from '../../harness/memory-storage.ts';

const loadSuffixTest = async () => isPublicSuffix;

afterEach(() => {
  vi.useRealTimers();
});

const rule = (on: boolean | null, at = 1) => ({ on, at });
const ruleOf = async (storage: ReturnType<typeof memoryStorage>, site: string) =>
  (await readSettings(storage)).rules.get(site);

describe('sites', () => {
  test('a switch is later than what it changes, whatever the clock says', async () => {
    const ahead = Date.now() + 1_000_000_000;
    const storage = memoryStorage({ 'site:a.example': rule(true, ahead) });
    await setSite(storage, 'a.example', false);
    expect(await ruleOf(storage, 'a.example')).toEqual(rule(false, ahead + 1));
  });

  test('writes at the same time do not lose each other', async () => {
    const storage = memoryStorage();
    storage.before = () => new Promise((resolve) => setTimeout(resolve, Math.random() * 3));
    const sites = Array.from({ length: 30 }, (_, index) => `${index}.example`);
    await Promise.all([
      ...sites.map((site) => setSite(storage, site, false)),
      setOption(storage, 'badge', false),
      setOption(storage, 'openBy', 'press'),
      setSite(storage, 'same.example', true),
      setSite(storage, 'same.example', false),
    ]);
    const { rules, options } = await readSettings(storage);
    expect(rules.size).toBe(31);
    expect(rules.get('same.example')?.on).toBe(false);
    expect(options).toMatchObject({ badge: false, openBy: 'press' });
  });

  test('what the sync brings does not overwrite a switch that is pressed meanwhile', async () => {
    const storage = memoryStorage({ 'option:sync': true });
    storage.items.sync = { 'rules:33': { 'a.example': '0a' } };
    const syncing = syncRules(storage, loadSuffixTest);
    await setSite(storage, 'a.example', true);
    await syncing;
    expect((await ruleOf(storage, 'a.example'))?.on).toBe(true);
  });

  test('all of a domain in a private window covers lasting rules, and uncovers them', async () => {
    const storage = memoryStorage({ 'site:a.b.example': rule(true), 'site:b.example': rule(true) });
    const before = structuredClone(storage.items.local);
    const { removed, undo } = await setAll(storage, 'b.example', false, 7);
    expect(removed).toBe(1);
    expect((await readSettings(storage)).privateRules.get('a.b.example')?.on).toBe(false);
    expect(storage.items.local).toEqual(before);
    await changeSites(storage, undo, 7);
    expect(storage.items.session).toEqual({});
  });

  test('a private window takes its own rules with it', async () => {
    const storage = memoryStorage();
    await setSite(storage, 'a.example', false, 1);
    await setSite(storage, 'b.example', false, 2);
    await forgetPrivateWindow(storage, 1);
    expect(Object.keys(storage.items.session)).toEqual(['private:b.example']);
  });
});

describe('everything', () => {
  test('a reset can be undone', async () => {
    const storage = memoryStorage({
      'site:a.example': rule(false),
      'option:badge': false,
      read: ['p2', 'p3'],
    });
    const before = snapshotOf(await readSettings(storage));
    const taken = await resetSettings(storage);
    expect(snapshotOf(await readSettings(storage))).toEqual({
      options: DEFAULTS,
      sites: new Map(),
      read: [],
    });
    expect(storage.items.local).not.toHaveProperty('read');
    await restore(storage, taken);
    expect(snapshotOf(await readSettings(storage))).toEqual(before);
    expect(storage.items.local.read).toEqual(['p2', 'p3']);
  });

  test('a file adds its sites to those that there are', async () => {
    const storage = memoryStorage({ 'site:a.example': rule(false), 'site:b.example': rule(false) });
    const file = {
      options: { ...DEFAULTS, badge: false },
      sites: new Map([
        ['b.example', true],
        ['c.example', false],
      ]),
    };
    const before = await takeOver(storage, file);
    const { options, sites } = snapshotOf(await readSettings(storage));
    expect(options.badge).toBe(false);
    expect(Object.fromEntries(sites)).toEqual({
      'a.example': false,
      'b.example': true,
      'c.example': false,
    });
    await restore(storage, before);
    expect(snapshotOf(await readSettings(storage)).sites).toEqual(before.sites);
  });

  test('an option that cannot be is refused by name', async () => {
    const storage = memoryStorage();
    await expect(setOption(storage, 'markStyle', 'blinking' as never)).rejects.toThrow(
      'markStyle must be one of both, underline, tint',
    );
    expect(storage.items.local).toEqual({});
  });

  test('what was kept aside is told until it is thrown away', async () => {
    const storage = memoryStorage({ 'option:markStyle': 'blinking', pause: 3 });
    await repairSettings(storage, isPublicSuffix);
    const { aside } = await readSettings(storage);
    expect(aside.map(({ key, value }) => [key, value])).toEqual([
      ['option:markStyle', 'blinking'],
      ['pause', 3],
    ]);
    await discardAside(storage, [aside[0]?.id ?? '']);
    expect((await readSettings(storage)).aside).toHaveLength(1);
  });

  test('a start of the browser ends the pause that was to last until then, no other', async () => {
    for (const [until, after] of [
      ['restart', undefined],
      [null, { until: null }],
    ] as const) {
      const storage = memoryStorage();
      await setPause(storage, { until });
      await endPauseAtStart(storage);
      expect((await readSettings(storage)).pause).toEqual(after);
    }
  });
});

describe('storage that fails', () => {
  test('is told, and the defaults hold', async () => {
    const storage = memoryStorage({ 'option:badge': false });
    storage.before = () => Promise.reject(new Error('disk'));
    const told: Settings[] = [];
    const reasons: unknown[] = [];
    watchSettings(
      storage,
      (settings) => told.push(settings),
      (reason) => reasons.push(reason),
    );
    await vi.waitFor(() => expect(told).toHaveLength(1));
    expect(told[0]?.options).toEqual(DEFAULTS);
    expect(String(reasons)).toContain('disk');
    await expect(setSite(storage, 'a.example', false)).rejects.toThrow('disk');
    await expect(setPause(storage, { until: null })).rejects.toThrow('disk');
    // It comes back: so does all that there was.
    storage.before = () => undefined;
    await setSite(storage, 'a.example', false);
    expect((await readSettings(storage)).options.badge).toBe(false);
  });

  test('that is full rejects the change and keeps what there was', async () => {
    const storage = memoryStorage({ 'site:a.example': rule(false) });
    storage.before = (_, call) => call === 'set' && Promise.reject(new Error('quota exceeded'));
    await expect(setSite(storage, 'a.example', true)).rejects.toThrow('quota exceeded');
    await expect(setAll(storage, 'example', true)).rejects.toThrow('quota exceeded');
    await expect(repairSettings(storage, isPublicSuffix)).rejects.toThrow('quota exceeded');
    expect(storage.items.local).toEqual({ 'site:a.example': rule(false) });
  });

  test('that never answers gives up, and lets the next change through', async () => {
    vi.useFakeTimers();
    const storage = memoryStorage();
    storage.before = () => new Promise(() => undefined);
    const stuck = expect(setSite(storage, 'a.example', false)).rejects.toThrow('does not answer');
    await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1));
    await vi.advanceTimersByTimeAsync(5_000);
    await stuck;
    storage.before = () => undefined;
    await setSite(storage, 'a.example', false);
    expect((await ruleOf(storage, 'a.example'))?.on).toBe(false);
  });

  test('that answers too late is told of as one that does not, and then believed', async () => {
    vi.useFakeTimers();
    const storage = memoryStorage({ 'option:badge': false });
    let answer: () => void = () => undefined;
    storage.before = () => new Promise<void>((resolve) => (answer = resolve));
    const told: unknown[] = [];
    storage.session.get = async () => ({});
    watchSettings(
      storage,
      ({ options }) => told.push(options.badge),
      (reason) => told.push(reason?.message),
    );
    await vi.advanceTimersByTimeAsync(5_000);
    answer();
    await vi.advanceTimersByTimeAsync(0);
    const silent = 'the browser’s storage does not answer';
    expect(told).toEqual([silent, true, undefined, false]);
  });

  test('a sync that is full or off is told; the rules stay', async () => {
    const storage = memoryStorage({ 'option:sync': true, 'site:a.example': rule(false) });
    storage.before = (area) => area === 'sync' && Promise.reject(new Error('quota exceeded'));
    await syncRules(storage, loadSuffixTest);
    expect((await readSettings(storage)).syncFailure).toBe('quota exceeded');
    expect(await ruleOf(storage, 'a.example')).toEqual(rule(false));
    storage.before = () => undefined;
    await syncRules(storage, loadSuffixTest);
    expect((await readSettings(storage)).syncFailure).toBeUndefined();
    expect(JSON.stringify(storage.items.sync)).toContain('a.example');
  });

  test('changes under us are told', async () => {
    const storage = memoryStorage();
    const told: Settings[] = [];
    const end = watchSettings(storage, (settings) => told.push(settings));
    await vi.waitFor(() => expect(told).toHaveLength(1));
    await storage.local.set({ 'site:a.example': rule(false), 'option:badge': 'garbage' });
    expect(told.at(-1)?.rules.get('a.example')).toEqual(rule(false));
    expect(told.at(-1)?.options).toEqual(DEFAULTS);
    await storage.local.remove(['site:a.example']);
    expect(told.at(-1)?.rules.size).toBe(0);
    end();
    await storage.local.set({ 'site:a.example': rule(false) });
    expect(told.at(-1)?.rules.size).toBe(0);
    expect(storage.listeners.size).toBe(0);
  });
});

test('5,000 rules: one more is one more', async () => {
  const rules = Object.fromEntries(
    Array.from({ length: 5_000 }, (_, index) => [`site:${index}.example`, rule(index % 2 === 0)]),
  );
  const storage = memoryStorage(rules);
  await setSite(storage, 'a.example', false);
  const { removed } = await setAll(storage, 'example', false);
  expect(removed).toBe(5_001);
  expect((await ruleOf(storage, '17.example'))?.on).toBeNull();
});
