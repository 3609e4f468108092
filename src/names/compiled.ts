/** What the build makes of `forms.json` for whoever looks for names: `src/build/story` compiles it. */

/** The names ready to be found: regular expressions as their sources, so that it is plain JSON. */
export interface CompiledForms {
  /** Matches wherever a form may begin, in letters of any case, whatever stands around. */
  readonly loose: string;
  readonly names: readonly CompiledName[];
  /** Case-insensitive, of a whole word. */
  readonly affixes: string;
  /** How far around a name what stands there can change what is found, in UTF-16 units. */
  readonly reach: number;
  /** The most that a name covers with its version, in units. */
  readonly longest: number;
  /** How far the address, path or identifier around a name is followed, in units. */
  readonly token: number;
  /** How far beside a name its words of `refused…` and `settled…` are looked for, in units. */
  readonly beside: number;
  /** How far from a name a word of `doubtedNear` still counts, in units. */
  readonly near: number;
}

export interface CompiledName {
  readonly id: string;
  /** In lower case, with a plain space or hyphen. */
  readonly written: readonly string[];
  /** Case-insensitive, to be tried at one place. */
  readonly exact: string;
  readonly certain: readonly string[];
  readonly version?: string;
  readonly certainVersion?: string;
  readonly certainBeside?: readonly string[];
  readonly endings?: string;
  /** Case-insensitive, like the next three; `createFinder` adds that whole words are meant. */
  readonly refusedAfter?: string;
  readonly refusedBefore?: string;
  readonly settledAfter?: string;
  readonly settledBefore?: string;
  readonly doubtedNear?: string;
}

/** Regular expressions as their sources, so that it is plain JSON. */
export interface CompiledSpots {
  /** These as in `CompiledForms`. */
  readonly loose: string;
  readonly reach: number;
  readonly near: number;
  readonly names: readonly CompiledSpot[];
}

export interface CompiledSpot {
  /** `StoryName.id` */
  readonly id: string;
  /** In lower case, with a plain space or hyphen. */
  readonly written: readonly string[];
  /** Tried where the name begins: matches up to the end of what leaves no doubt, unless there is a veto. */
  readonly plain: string;
  /** A look-behind that makes it doubtful, tried where the name begins, and a look-ahead, where it ends. Case-insensitive. */
  readonly vetoBefore: string;
  readonly vetoAfter: string;
  /** Inflectional endings that may stand directly on the name: what follows it begins with one. */
  readonly endings: string;
  /** A version number may stand directly on the name. */
  readonly hasVersion?: true;
  /** Case-insensitive. Leaves a doubt where it stands near the name. */
  readonly doubtedNear: string;
}
