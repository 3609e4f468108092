import { describe, expect, test } from 'vitest';
import { type ButtonLook, buttonLook } from '../../../src/background/badge.ts';
import type { Tally } from '../../../src/protocol/world.ts';
import { DEFAULTS } from '../../../src/settings/options.ts';

const tally = (count: number, marking: Tally['marking'] = 'on'): Tally => ({ count, marking });

describe('buttonLook', () => {
  test.each<[Tally[], ButtonLook]>([
    [[], { badge: '', isOff: false, count: 0, marking: 'on' }],
    [[tally(0)], { badge: '', isOff: false, count: 0, marking: 'on' }],
    [[tally(2), tally(5)], { badge: '7', isOff: false, count: 7, marking: 'on' }],
    [[tally(999)], { badge: '999', isOff: false, count: 999, marking: 'on' }],
    [[tally(999), tally(1)], { badge: '999+', isOff: false, count: 1_000, marking: 'on' }],
    [[tally(0, 'off')], { badge: '', isOff: true, count: 0, marking: 'off' }],
    // What the tab's own frame says holds for the tab.
    [[tally(0, 'paused'), tally(0)], { badge: '', isOff: true, count: 0, marking: 'paused' }],
  ])('%j → %j', (tallies, look) => {
    expect(buttonLook(tallies, DEFAULTS)).toEqual(look);
  });

  test('number and icon can be switched off; the tooltip still says whether names are marked', () => {
    const options = { ...DEFAULTS, badge: false, offIcon: false };
    expect(buttonLook([tally(3, 'off')], options)).toEqual({
      badge: '',
      isOff: false,
      count: 0,
      marking: 'off',
    });
  });
});
