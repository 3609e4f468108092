import { describe, expect, test } from 'vitest';
import { compareLoads, type Load, type Marks, NO_FAULTS } from '../../eval/pages-compare.ts';
import { encodingOf } from '../../eval/pages-server.ts';

const load = (parts: Partial<Load> = {}): Load => ({
  dom: ['0 <HTML>', '1 <P>', '2 #text "a"'],
  boxes: ['html 0 0 9 9', 'p 0 0 9 9'],
  errors: ['known'],
  requests: ['http://a.example/a'],
  ...parts,
});
const NO_MARKS: Marks = {
  wanted: 0,
  painted: 0,
  missed: [],
  extra: [],
  unpainted: [],
  doubtful: [],
  card: null,
};
const compare = (controls: readonly Load[], marked: Load) =>
  compareLoads('page', controls, marked, NO_MARKS);

describe('loads of one page', () => {
  test('all alike: nothing to tell', () => {
    const { faults, unstable } = compare([load(), load()], load());
    expect(faults).toEqual(NO_FAULTS);
    expect(unstable).toEqual([]);
  });

  test('each difference is told in its column', () => {
    const dom = ['0 <HTML>', '1 <P>', '2 #text "b"'];
    expect(compare([load(), load()], load({ dom })).faults.domChanged).toHaveLength(1);
    const boxes = ['html 0 0 9 9', 'p 0 0 9 8'];
    expect(compare([load(), load()], load({ boxes })).faults.layoutChanged).toHaveLength(1);
    const errors = ['known', 'fresh'];
    expect(compare([load(), load()], load({ errors })).faults.newErrors).toEqual(['fresh']);
    const requests = ['http://a.example/b'];
    expect(compare([load(), load()], load({ requests })).faults.other).toHaveLength(1);
  });

  test('where the page itself differs, only the rest is compared', () => {
    const other = load({ dom: ['0 <HTML>', '1 <P>', '2 #text "b"'] });
    const third = load({ dom: ['0 <HTML>', '1 <P>', '2 #text "c"'] });
    const { faults, unstable } = compare([load(), other], third);
    expect(faults).toEqual(NO_FAULTS);
    expect(unstable).toHaveLength(1);
    const changed = load({ dom: ['0 <HTML>', '1 <DIV>', '2 #text "c"'] });
    expect(compare([load(), other], changed).faults.domChanged).toEqual(['1 <P> → 1 <DIV>']);
  });

  test('a further load can explain a difference', () => {
    const marked = load({ errors: ['known', 'now and then'] });
    const { faults, unstable } = compare([load(), load(), marked], marked);
    expect(faults.newErrors).toEqual([]);
    expect(unstable).toHaveLength(1);
  });

  test('what names the extension is never the page’s own', () => {
    const restless = load({ errors: ['now and then'] });
    const error = 'Extension context invalidated';
    const { faults } = compare([load(), restless], load({ errors: [error, 'chance'] }));
    expect(faults.newErrors).toEqual([error]);
  });
});

test('a page’s encoding: listed, declared, or what it can be', () => {
  const bytes = (text: string) => Buffer.from(text, 'latin1');
  expect(encodingOf(bytes('<meta charset="shift_jis">'), 'EUC-JP')).toBe('EUC-JP');
  expect(encodingOf(bytes('<meta charset="shift_jis">'), 'utf-8?')).toBe('shift_jis');
  expect(encodingOf(bytes("<meta content='text/html; charset=windows-1251'>"))).toBe(
    'windows-1251',
  );
  expect(encodingOf(bytes('<?xml version="1.0" encoding="iso-8859-2"?>'))).toBe('iso-8859-2');
  expect(encodingOf(Buffer.from('<p>é'))).toBe('utf-8');
  expect(encodingOf(bytes('<p>é'))).toBeUndefined();
});
