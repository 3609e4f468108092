/** The machine that programs are started on. */
export interface ProgramMachine {
  readonly platform: NodeJS.Platform;
  /** The executable of Node. */
  readonly node: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  exists(path: string): boolean;
  read(path: string): string;
}

export function isNodeWanted(range: string, version: string): boolean;
export function nodeRefusal(range: string, version: string): string | undefined;
export function commandOf(
  name: string,
  root: string,
  machine?: ProgramMachine,
): { readonly file: string; readonly args: readonly string[] };
