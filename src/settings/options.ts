/**
 * The options that a person has: their shape, their defaults, what can be read of them. Pure and
 * small: the script that every page gets reads them, so there is no schema library here.
 */

/** What can be chosen where the choices are few; the first is the default. */
export const CHOICES = {
  /** Sites without a rule of their own. */
  newSites: ['on', 'off'],
  markStyle: ['both', 'underline', 'tint'],
  /** `text`: the underline has the text's colour, the tint is grey. The others: palette.ts. */
  markColour: ['text', 'amber', 'red', 'violet', 'blue', 'green'],
  /** Each name is marked wherever it stands, or once each. */
  markEach: ['mention', 'section', 'page'],
  /** Names whose paragraph was read are marked less. */
  dimRead: [false, true],
  /** `press`: a card opens by click, tap or key only. */
  openBy: ['hover', 'press'],
  /** Milliseconds that the pointer rests on a name until its card opens. */
  openAfterMs: [150, 300, 500],
  /** The key that has to be held meanwhile. */
  openWith: ['none', 'alt', 'ctrl', 'shift'],
  /** A rest on a name in a link opens its card, too. */
  openOnLinks: [true, false],
  /** The number of mentions on the toolbar button. */
  badge: [true, false],
  /** The toolbar button looks different where marking is off. */
  offIcon: [true, false],
  /** Rules of sites travel with the browser's own sync. */
  sync: [false, true],
} as const;

type Choices = typeof CHOICES;

export type Options = { readonly [Name in keyof Choices]: Choices[Name][number] } & {
  /** `StoryName.id` of the names that are not marked. */
  readonly names: readonly string[];
  /** `auto`, or the BCP 47 tag of an edition. One that is not there counts as `auto`. */
  readonly paragraphLanguage: string;
};

export type OptionName = keyof Options;
export type MarkStyle = Options['markStyle'];
export type MarkColour = Options['markColour'];

function defaultOptions(): Options {
  const choices = Object.entries(CHOICES).map(([name, [first]]) => [name, first]);
  return { ...Object.fromEntries(choices), names: [], paragraphLanguage: 'auto' };
}

// Marked as pure: a page's first program has no use for them, but imports what stands beside.
export const DEFAULTS: Options = /* @__PURE__ */ defaultOptions();

export const OPTION_NAMES = /* @__PURE__ */ Object.keys(DEFAULTS) as readonly OptionName[];

/** Names that can be left unmarked, and letters of the id of one: more has no story. */
const MAX_TEXTS = 64;

/** Whether `value` can be the option's. Why not: option-problem.ts. */
export function isOption(name: OptionName, value: unknown): boolean {
  if (name === 'names') {
    return (
      Array.isArray(value) &&
      value.length <= MAX_TEXTS &&
      value.every((id) => typeof id === 'string' && id.length <= MAX_TEXTS)
    );
  }
  if (name === 'paragraphLanguage') {
    return typeof value === 'string' && /^[a-z]{2,8}(-[a-z\d]{1,8}){0,7}$/i.test(value);
  }
  return (CHOICES[name] as readonly unknown[]).includes(value);
}

/** Each option as `given` says, or its default where what it says cannot be read. */
export function optionsFrom(given: (name: OptionName) => unknown): Options {
  return Object.fromEntries(
    OPTION_NAMES.map((name) => {
      const value = given(name);
      return [name, isOption(name, value) ? value : DEFAULTS[name]];
    }),
  ) as unknown as Options;
}
