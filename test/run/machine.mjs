/**
 * What differs from machine to machine: the version of Node, and how a program is started. Plain Node, because it runs
 * before `npm ci`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { posix, win32 } from 'node:path';

const thisMachine = {
  platform: process.platform,
  node: process.execPath,
  env: process.env,
  exists: existsSync,
  read: (path) => readFileSync(path, 'utf8'),
};

/** `^20.19.0 || >=22.12.0`: the one line's versions from there on, or all from there on. */
export function isNodeWanted(range, version) {
  const [major, minor] = version.split('.').map(Number);
  return range.split('||').some((part) => {
    const [wanted, least] = part.match(/\d+/g).map(Number);
    const isLine = part.trim().startsWith('^');
    return major === wanted ? minor >= least : !isLine && major > wanted;
  });
}

/** What to say to somebody whose Node will not do; undefined: it will. */
export function nodeRefusal(range, version) {
  if (isNodeWanted(range, version)) return undefined;
  const wanted = range.split('||').map((part) => {
    const [major, minor] = part.match(/\d+/g);
    return part.trim().startsWith('^')
      ? `${major}.${minor} or a later ${major}`
      : `${major}.${minor} or anything later`;
  });
  return `This is Node ${version}, with which Backstory cannot be built. Install Node ${wanted.join(', or ')}.`;
}

/**
 * How a program is started: one of the project's packages (`vite`), `npm`, `node`, or one in the PATH. Whatever is
 * JavaScript is given to Node itself, so that no shell is needed, and nothing has to be quoted for one: Windows starts
 * what stands in `node_modules/.bin` by a shell alone.
 * @param name of the program
 * @param root the project's folder
 */
export function commandOf(name, root, machine = thisMachine) {
  const { platform, node, env, exists } = machine;
  const { dirname, join } = platform === 'win32' ? win32 : posix;
  if (name === 'node') return { file: node, args: [] };
  if (name === 'npm') {
    // Set by npm for what it runs; on Windows npm stands beside Node.
    const beside = join(dirname(node), 'node_modules', 'npm', 'bin', 'npm-cli.js');
    const cli = /npm-cli\.[cm]?js$/.test(env.npm_execpath ?? '') ? env.npm_execpath : beside;
    return exists(cli) ? { file: node, args: [cli] } : { file: name, args: [] };
  }
  const script = scriptOf(name, root, join, machine);
  return script ? { file: node, args: [script] } : { file: name, args: [] };
}

/** The script of a package's program, by what the package says of itself. */
function scriptOf(name, root, join, { exists, read }) {
  const { dependencies = {}, devDependencies = {} } = JSON.parse(read(join(root, 'package.json')));
  for (const dependency of Object.keys({ ...dependencies, ...devDependencies })) {
    const folder = join(root, 'node_modules', ...dependency.split('/'));
    const description = join(folder, 'package.json');
    if (!exists(description)) continue;
    const { bin = {} } = JSON.parse(read(description));
    const own = typeof bin === 'string' ? { [dependency.split('/').at(-1)]: bin } : bin;
    if (Object.hasOwn(own, name)) return join(folder, own[name]);
  }
  return undefined;
}
