/**
 * `npm run package`: what the stores take, in release/: the extension for each browser, and the source that it is built
 * of. The same sources give the same bytes wherever and whenever they are packed (test/tools/package.test.ts). Tells how
 * large each is, what the extension may do, what came since the last tag, and the sums, which are in SHA256SUMS, too.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };
import { sourceFiles } from '../../src/build/package/source-files.ts';
import { type Files, readFiles, readNamed, zipOf } from '../../src/build/package/zip.ts';
import { BROWSER_KINDS } from '../harness/browsers.ts';
import { builtExtension } from '../harness/launch.ts';
import { build } from './build.ts';

const FOLDER = 'release';
const { version } = packageJson;

interface Manifest {
  readonly permissions: readonly string[];
  readonly host_permissions: readonly string[];
}

const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim();

const rightsOf = ({ permissions, host_permissions: hosts }: Manifest) => [...permissions, ...hosts];

const linesOf = (text: string) => (text === '' ? [] : text.split('\n'));

/** Writes a package, and tells how large it is. */
function pack(name: string, files: Files): { readonly size: string; readonly sum: string } {
  const path = join(FOLDER, `backstory-${version}-${name}.zip`);
  const zip = zipOf(files);
  writeFileSync(path, zip);
  const hash = createHash('sha256').update(zip).digest('hex');
  return {
    size: `${path}: ${zip.length.toLocaleString('en')} bytes, ${files.size} files`,
    sum: `${hash}  backstory-${version}-${name}.zip`,
  };
}

/** What came since the last tag, or that there is none. */
function changes(rights: readonly string[]): string[] {
  if (!existsSync('.git')) return [];
  const uncommitted = linesOf(git('status', '--porcelain')).length;
  const warning = uncommitted > 0 ? [`Not committed: ${uncommitted} files`] : [];
  const tags = linesOf(git('tag', '--list', 'v*', '--merged', 'HEAD', '--sort=-creatordate'));
  const [tag] = tags;
  if (tag === undefined) return ['No version was tagged before', ...warning];
  const former = rightsOf(JSON.parse(git('show', `${tag}:manifest.json`)));
  const added = rights.filter((right) => !former.includes(right));
  const dropped = former.filter((right) => !rights.includes(right));
  return [
    `Permissions since ${tag}: asks for ${added.join(', ') || 'none'} more, for ${dropped.join(', ') || 'none'} no longer`,
    `Commits since ${tag}:`,
    ...linesOf(git('log', '--format=  %h %s', `${tag}..HEAD`)),
    ...warning,
  ];
}

function main(): void {
  // These make builds of another story, or for those who work on it: none that the source package gives.
  const set = Object.keys(process.env).find((name) => name.startsWith('BACKSTORY_'));
  if (set) throw new Error(`${set} is set: what is packed then is not what others would build`);
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER);
  const packed = BROWSER_KINDS.map((kind) => {
    build(kind);
    return pack(kind, readFiles(builtExtension(kind)));
  });
  packed.push(pack('source', readNamed('.', sourceFiles('.'))));
  const sums = packed.map(({ sum }) => sum);
  writeFileSync(join(FOLDER, 'SHA256SUMS'), `${sums.join('\n')}\n`);
  const rights = rightsOf(JSON.parse(readFileSync('manifest.json', 'utf8')));
  const report = [
    ...packed.map(({ size }) => size),
    `Permissions: ${rights.join(', ')}`,
    ...changes(rights),
    'sha256:',
    ...sums,
  ];
  console.log(report.join('\n'));
}

try {
  main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
