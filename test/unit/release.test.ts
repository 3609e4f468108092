/** What has to hold of the project's own papers before anything is released. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { manifestFor } from '../../src/build/vite/manifest-for.ts';
import { BROWSER_KINDS, type BrowserKind } from '../harness/browsers.ts';

interface Locked {
  readonly version: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
  readonly deprecated?: string;
}

/** The manifest of a build, as far as it is read here. */
const builtFor = (kind: BrowserKind, version: string) =>
  manifestFor(kind, version) as unknown as {
    readonly version: string;
    readonly browser_specific_settings: { readonly gecko: Readonly<Record<string, unknown>> };
  };

const read = (file: string) => readFileSync(file, 'utf8');
const packageJson = JSON.parse(read('package.json'));
const lockedOf = (file: string): Record<string, Locked> => JSON.parse(read(file)).packages;

/** What stands in the package `""` of a lock file is the project itself. */
const others = (file: string) => Object.entries(lockedOf(file)).filter(([path]) => path !== '');

describe('the version stands in package.json', () => {
  test('and is the top entry of the changelog', () => {
    expect(/^## (.*)$/m.exec(read('CHANGELOG.md'))?.[1]).toBe(packageJson.version);
  });

  test('and in no manifest of ours', () => {
    expect(JSON.parse(read('manifest.json'))).not.toHaveProperty('version');
    for (const kind of BROWSER_KINDS) expect(builtFor(kind, '7.8.9').version).toBe('7.8.9');
  });

  test('and is one that both stores take', () => {
    expect(packageJson.version).toMatch(/^(?:0|[1-9]\d{0,4})(?:\.(?:0|[1-9]\d{0,4})){2}$/);
  });
});

test('the licence is the same wherever it is told', () => {
  expect(read('LICENSE')).toMatch(/^MIT License\n/);
  expect(packageJson.license).toBe('MIT');
  expect(lockedOf('package-lock.json')['']).toMatchObject({
    license: 'MIT',
    version: packageJson.version,
  });
  expect(read('README.md')).toContain('[MIT](LICENSE)');
});

test('Firefox’s store knows the add-on by an id that it takes, and that no data is collected', () => {
  const { gecko } = builtFor('firefox', '1.0.0').browser_specific_settings;
  // https://extensionworkshop.com/documentation/develop/extensions-and-the-add-on-id/
  expect(gecko.id).toMatch(/^[a-z0-9-._]+@[a-z0-9-._]+$/);
  expect(String(gecko.id).length).toBeLessThanOrEqual(80);
  expect(gecko.data_collection_permissions).toEqual({ required: ['none'] });
});

describe.each(['package-lock.json', 'test/bench/package-lock.json'])('%s', (file) => {
  test('has the sum of each package', () => {
    expect(others(file).filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))).toEqual(
      [],
    );
  });

  test('has none that its makers warn of', () => {
    expect(others(file).filter(([, { deprecated }]) => deprecated !== undefined)).toEqual([]);
  });
});

/** Why each of them is not needed: `.npmrc` keeps all from running. */
const INSTALL_SCRIPTS = {
  esbuild: 'puts its program in place of a script that starts it, which is quicker by some 50 ms',
};

test('no package runs a script while it is installed', () => {
  expect(read('.npmrc')).toMatch(/^ignore-scripts=true$/m);
  const having = others('package-lock.json').filter(([, { hasInstallScript }]) => hasInstallScript);
  expect(having.map(([path]) => path.replace(/^.*node_modules\//, ''))).toEqual(
    Object.keys(INSTALL_SCRIPTS),
  );
});
