import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CrxPlugin } from '@crxjs/vite-plugin';

/** What a package carries that others made, whose licence its own does not tell. */
const CARRIED: Readonly<Record<string, { name: string; home: string; sameTextAs: string }>> = {
  tldts: {
    name: 'Public Suffix List, within tldts and in settings/public-suffixes.json',
    home: 'https://publicsuffix.org/list/',
    // Both are under the Mozilla Public License 2.0.
    sameTextAs: 'webextension-polyfill',
  },
};

/** What Vite itself is made of follows in its licence: a few lines of its own ship, and nothing of that. */
const TOOLS_OWN_PARTS = /^#+ Licenses of bundled dependencies$/m;

/** Something that ships, with the licence that it ships under. */
interface Part {
  readonly name: string;
  readonly home: string;
  readonly text: string;
}

/**
 * The package that a module is of, undefined for our own.
 * @param id as the bundler tells it, or a path in a source map
 * @throws {Error} for a package within another one's folder, which may be there in two versions
 */
export function packageOf(id: string): string | undefined {
  // What the bundler writes itself: `\0rolldown/runtime.js`, `\0vite/preload-helper.js`.
  const [, tool] = /^\0(rolldown|vite)\//.exec(id) ?? [];
  if (tool) return tool;
  const [, ...packages] = id.split(/node_modules\//);
  if (packages.length > 1) throw new Error(`${id}: its licence is looked for in node_modules only`);
  return /^(?:@[^/]+\/)?[^/]+/.exec(packages[0] ?? '')?.[0];
}

function readPackage(name: string, modules: string): Part {
  const folder = join(modules, name);
  const { version, license, homepage } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  const file = readdirSync(folder).find((entry) => /^licen[cs]e(?:\.\w+)?$/i.test(entry));
  if (!file) throw new Error(`${name} ships, and has no licence in its folder`);
  const [text = ''] = readFileSync(join(folder, file), 'utf8').split(TOOLS_OWN_PARTS);
  return {
    name: `${name} ${version} (${license})`,
    home: homepage,
    text: text.replaceAll('\r\n', '\n').trim(),
  };
}

function readParts(name: string, modules: string): Part[] {
  const part = readPackage(name, modules);
  const carried = CARRIED[name];
  if (!carried) return [part];
  const { text } = readPackage(carried.sameTextAs, modules);
  return [part, { name: carried.name, home: carried.home, text }];
}

/**
 * All licences that an extension ships under.
 * @param own our own licence
 * @param packages names of those that ships something of
 * @param modules the folder `node_modules`
 * @throws {Error} for a package without a licence
 */
export function licencesOf(own: string, packages: Iterable<string>, modules: string): string {
  const parts = [...packages].sort().flatMap((name) => readParts(name, modules));
  const byText = new Map<string, Part[]>([
    [own.trim(), [{ name: 'Backstory', home: '', text: own }]],
  ]);
  for (const part of parts) byText.set(part.text, [...(byText.get(part.text) ?? []), part]);
  const chapters = [...byText].map(([text, under]) => {
    const names = under.map(({ name, home }) => [name, home].filter(Boolean).join('\n    '));
    return `${names.join('\n')}\n\n${text}\n`;
  });
  return chapters.join(`\n${'='.repeat(78)}\n\n`);
}

/**
 * Puts the licences of all that ships beside it, as `LICENSES.txt`. What ships is read from the modules of each bundle;
 * of those that crxjs builds by itself only their source maps tell, which are made for that, and taken out again.
 */
export function licences(): CrxPlugin {
  let root = '';
  return {
    name: 'backstory:licences',
    apply: 'build',
    enforce: 'post',
    config: () => ({ build: { sourcemap: 'hidden' } }),
    configResolved(config) {
      root = config.root;
    },
    renderCrxManifest(manifest, bundle) {
      const packages = new Set<string>();
      for (const [fileName, output] of Object.entries(bundle)) {
        if (fileName.endsWith('.iife.js') && !bundle[`${fileName}.map`]) {
          throw new Error(`${fileName}: has no source map to tell whose code it carries`);
        }
        for (const id of modulesOf(fileName, output)) {
          const name = packageOf(id);
          if (name) packages.add(name);
        }
      }
      for (const fileName of Object.keys(bundle)) {
        if (fileName.endsWith('.map')) delete bundle[fileName];
      }
      const own = readFileSync(join(root, 'LICENSE'), 'utf8');
      const source = licencesOf(own, packages, join(root, 'node_modules'));
      this.emitFile({ type: 'asset', fileName: 'LICENSES.txt', source });
      return manifest;
    },
  };
}

type Output = Parameters<NonNullable<CrxPlugin['renderCrxManifest']>>[1][string];

/** The modules that a program was made of: told by the bundler, or by the source map of one that crxjs builds. */
function modulesOf(fileName: string, output: Output): readonly string[] {
  if (output.type === 'chunk') return Object.keys(output.modules);
  return fileName.endsWith('.iife.js.map') ? JSON.parse(String(output.source)).sources : [];
}
