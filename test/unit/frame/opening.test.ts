import { describe, expect, test } from 'vitest';
import { opensAtRest } from '../../../src/frame/pointer/opening.ts';
import { CARD_DEFAULTS } from '../../../src/protocol/world.ts';
import { DEFAULTS } from '../../../src/settings/options.ts';

const NO_KEYS = { altKey: false, ctrlKey: false, shiftKey: false };
const PLAIN = { isOnLink: () => false, keys: NO_KEYS };
const ON_LINK = { ...PLAIN, isOnLink: () => true };

test('what holds before the options are read is what they begin with', () => {
  const { language, ...others } = CARD_DEFAULTS;
  expect(DEFAULTS).toMatchObject({ ...others, paragraphLanguage: language });
});

test('by default a rest opens a card anywhere, whatever keys are held', () => {
  expect(opensAtRest(CARD_DEFAULTS, PLAIN)).toBe(true);
  expect(opensAtRest(CARD_DEFAULTS, ON_LINK)).toBe(true);
  expect(opensAtRest(CARD_DEFAULTS, { ...PLAIN, keys: { ...NO_KEYS, altKey: true } })).toBe(true);
});

test('where cards open by press, no key makes a rest open one', () => {
  const options = { ...CARD_DEFAULTS, openBy: 'press', openWith: 'alt' } as const;
  expect(opensAtRest(options, { ...PLAIN, keys: { ...NO_KEYS, altKey: true } })).toBe(false);
});

test('on links a rest opens none for who has chosen so', () => {
  const options = { ...CARD_DEFAULTS, openOnLinks: false };
  expect(opensAtRest(options, ON_LINK)).toBe(false);
  expect(opensAtRest(options, PLAIN)).toBe(true);
});

describe.each(['alt', 'ctrl', 'shift'] as const)('with %s alone', (openWith) => {
  const options = { ...CARD_DEFAULTS, openWith };

  test('its own key opens one, no other does', () => {
    expect(opensAtRest(options, PLAIN)).toBe(false);
    for (const key of ['alt', 'ctrl', 'shift'] as const) {
      const keys = { ...NO_KEYS, [`${key}Key`]: true };
      expect(opensAtRest(options, { ...PLAIN, keys }), key).toBe(key === openWith);
    }
  });
});
