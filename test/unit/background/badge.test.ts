import { describe, expect, test } from 'vitest';
import { buttonLook } from '../../../src/background/badge.ts';
import { DEFAULTS } from '../../../src/settings/options.ts';

describe('buttonLook', () => {
  test.each([
    [[], '', false],
    [[{ count: 0, active: true }], '', false],
    [
      [
        { count: 2, active: true },
        { count: 5, active: true },
      ],
      '7',
      false,
    ],
    [[{ count: 999, active: true }], '999', false],
    [
      [
        { count: 999, active: true },
        { count: 1, active: true },
      ],
      '999+',
      false,
    ],
    [[{ count: 0, active: false }], '', true],
  ])('%j → %s, off: %s', (tallies, badge, isOff) => {
    expect(buttonLook(tallies, DEFAULTS)).toEqual({ badge, isOff });
  });

  test('both can be switched off', () => {
    const options = { ...DEFAULTS, badge: false, offIcon: false };
    expect(buttonLook([{ count: 3, active: false }], options)).toEqual({ badge: '', isOff: false });
  });
});
