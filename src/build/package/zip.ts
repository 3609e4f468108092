import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { unzipSync, type Zippable, zipSync } from 'fflate';

/** Bytes by path, which has slashes and begins in the folder that is packed. */
export type Files = ReadonlyMap<string, Uint8Array>;

/** A zip tells local time, and fflate asks the machine for it: this is noon of the same day everywhere. */
const sameTime = () => new Date(1980, 0, 1, 12);
/** The system whose modes follow: Unix. */
const UNIX = 3;
const SCRIPT_MODE = 0o100755;
const FILE_MODE = 0o100644;

/** All files below a folder. */
export function readFiles(folder: string): Files {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(join(folder, sep).length));
  return readNamed(folder, paths);
}

/** Those files below a folder that are named. */
export function readNamed(folder: string, paths: readonly string[]): Files {
  return new Map(
    paths.map((path) => [path.replaceAll(sep, '/'), readFileSync(join(folder, path))]),
  );
}

/** A zip that is the same, byte for byte, whenever and wherever the same files are packed. */
export function zipOf(files: Files): Uint8Array {
  const zippable: Zippable = {};
  const mtime = sameTime();
  // By code units: the order of a locale would be another one elsewhere.
  for (const [path, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    // Not the file's own mode, which Windows has not.
    const mode = isScript(bytes) ? SCRIPT_MODE : FILE_MODE;
    zippable[path] = [bytes, { level: 9, mtime, os: UNIX, attrs: (mode << 16) >>> 0 }];
  }
  return zipSync(zippable);
}

/** What a zip holds. */
export function filesOf(zip: Uint8Array): Files {
  return new Map(Object.entries(unzipSync(zip)));
}

/** Begins with `#!`. */
function isScript([first, second]: Uint8Array): boolean {
  return first === 0x23 && second === 0x21;
}
