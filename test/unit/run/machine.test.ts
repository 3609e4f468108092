/** The paths by which the scripts start programs, on the systems that nobody here sits at. */
import { existsSync, readFileSync } from 'node:fs';
import { posix, win32 } from 'node:path';
import { describe, expect, test } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };
import { commandOf, nodeRefusal, type ProgramMachine } from '../../run/machine.mjs';

const SYSTEMS = {
  Linux: { platform: 'linux', path: posix, root: '/home/a b/backstory', node: '/usr/bin/node' },
  macOS: { platform: 'darwin', path: posix, root: '/Users/a b/backstory', node: '/opt/bin/node' },
  Windows: {
    platform: 'win32',
    path: win32,
    root: 'C:\\Users\\a b\\backstory',
    node: 'C:\\Program Files\\nodejs\\node.exe',
  },
} as const;

/** A package's own words on its programs, as they stand in its package.json. */
const PACKAGES = {
  vite: { bin: { vite: 'bin/vite.js' } },
  typescript: { bin: { tsc: './bin/tsc' } },
  tsx: { bin: './dist/cli.mjs' },
  '@biomejs/biome': { bin: { biome: 'bin/biome' } },
  preact: {},
};

describe.each(Object.entries(SYSTEMS))('on %s', (_, { platform, path, root, node }) => {
  const { join } = path;
  const files: Record<string, string> = {
    [join(root, 'package.json')]: JSON.stringify({
      dependencies: { preact: '1' },
      devDependencies: { vite: '1', typescript: '1', tsx: '1', '@biomejs/biome': '1', gone: '1' },
    }),
  };
  for (const [name, description] of Object.entries(PACKAGES)) {
    const folder = join(root, 'node_modules', ...name.split('/'));
    files[join(folder, 'package.json')] = JSON.stringify(description);
  }
  const npmCli = join(path.dirname(node), 'node_modules', 'npm', 'bin', 'npm-cli.js');

  const machine = (others: Partial<ProgramMachine> = {}): ProgramMachine => ({
    platform,
    node,
    env: {},
    exists: (file) => file in files,
    read: (file) => files[file] ?? '',
    ...others,
  });

  test.each([
    ['vite', ['vite', 'bin', 'vite.js']],
    ['tsc', ['typescript', 'bin', 'tsc']],
    ['tsx', ['tsx', 'dist', 'cli.mjs']],
    ['biome', ['@biomejs', 'biome', 'bin', 'biome']],
  ])('%s is a script that Node runs', (name, below) => {
    const script = join(root, 'node_modules', ...below);
    expect(commandOf(name, root, machine())).toEqual({ file: node, args: [script] });
  });

  test('what no package has is looked for in the PATH', () => {
    expect(commandOf('xvfb-run', root, machine())).toEqual({ file: 'xvfb-run', args: [] });
  });

  test('Node is the one that runs', () => {
    expect(commandOf('node', root, machine())).toEqual({ file: node, args: [] });
  });

  test('npm is the one that started us', () => {
    const cli = join(root, '..', 'npm', 'npm-cli.js');
    const env = { npm_execpath: cli };
    const exists = (file: string) => [cli, npmCli].includes(file);
    expect(commandOf('npm', root, machine({ env, exists }))).toEqual({ file: node, args: [cli] });
  });

  test('npm stands beside Node, or in the PATH, where another program started us', () => {
    const env = { npm_execpath: join(root, '..', 'yarn.js') };
    const exists = (file: string) => file === npmCli;
    const beside = machine({ env, exists });
    expect(commandOf('npm', root, beside)).toEqual({ file: node, args: [npmCli] });
    expect(commandOf('npm', root, machine())).toEqual({ file: 'npm', args: [] });
  });
});

describe('of this machine', () => {
  test.each(['tsx', 'vite', 'vitest', 'tsc', 'biome', 'knip', 'web-ext', 'stryker'])(
    '%s is there',
    (name) => {
      const { file, args } = commandOf(name, process.cwd());
      expect(file).toBe(process.execPath);
      expect(args.map((script) => existsSync(script))).toEqual([true]);
    },
  );
});

describe('Node', () => {
  const { node } = packageJson.engines;

  test.each(['20.19.0', '20.20.2', '22.12.0', '22.22.1', '24.0.0', '26.1.0'])('%s will do', (own) =>
    expect(nodeRefusal(node, own)).toBeUndefined(),
  );

  test.each(['18.20.8', '20.18.3', '21.7.3', '22.11.0'])('%s is refused in one line', (own) =>
    expect(nodeRefusal(node, own)).toBe(
      `This is Node ${own}, with which Backstory cannot be built. Install Node 20.19 or a later 20, or 22.12 or anything later.`,
    ),
  );
});

describe('npm run', () => {
  test.each(Object.entries(packageJson.scripts))('%s needs no shell', (_, script) => {
    const [program, file = '', ...args] = script.split(' ');
    expect(program).toBe('node');
    expect(existsSync(file), file).toBe(true);
    // Nothing that a shell would read: no quotes, variables, wildcards, pipes, joined commands.
    expect(args.filter((arg) => !/^[\w@./:=-]+$/.test(arg))).toEqual([]);
    // What it runs has to be there, too.
    const scripts = args.filter((arg) => /\.(?:ts|mjs)$/.test(arg));
    expect(scripts.filter((each) => !existsSync(each))).toEqual([]);
  });

  test('starts by a script that a Node without packages understands', () => {
    for (const script of Object.values(packageJson.scripts)) {
      const [, file = ''] = script.split(' ');
      const imports = readFileSync(file, 'utf8').matchAll(/ from '([^']+)'/g);
      const foreign = [...imports].filter(
        ([, name = '']) => !/^(?:node:|\.\/[\w-]+\.mjs$)/.test(name),
      );
      expect(
        foreign.map(([, name]) => name),
        file,
      ).toEqual([]);
    }
  });
});
