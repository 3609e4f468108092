/**
 * `web-ext lint` on the build for Firefox: no error, no notice and no warning, but for one that Preact
 * itself raises in each bundle that holds it: its `dangerouslySetInnerHTML`, which we never use (the
 * linter forbids it) and which assigns `innerHTML`.
 * https://github.com/react/react/issues/21993 (the same of React)
 */
import { spawnSync } from 'node:child_process';
import { ROOT } from './bootstrap.mjs';
import { commandOf } from './machine.mjs';

const PREACTS_OWN = { code: 'UNSAFE_VAR_ASSIGNMENT', message: 'Unsafe assignment to innerHTML' };

const webExt = commandOf('web-ext', ROOT);
const { stdout, stderr } = spawnSync(
  webExt.file,
  [
    ...webExt.args,
    'lint',
    '--source-dir',
    'dist/firefox',
    '--no-config-discovery',
    '--output',
    'json',
  ],
  { cwd: ROOT, encoding: 'utf8', env: { ...process.env, NO_UPDATE_NOTIFIER: '1' } },
);
let result;
try {
  result = JSON.parse(stdout);
} catch {
  console.error(`web-ext lint gave no result:\n${stdout}\n${stderr}`);
  process.exit(1);
}
const isPreacts = ({ code, message }) =>
  code === PREACTS_OWN.code && message === PREACTS_OWN.message;
const all = [...result.errors, ...result.warnings, ...result.notices];
const ours = all.filter((fault) => !isPreacts(fault));
for (const { _type, code, message, file, line } of ours) {
  console.error(`${_type} ${code}: ${message} (${file ?? ''}:${line ?? ''})`);
}
console.log(`${ours.length} faults, ${all.length - ours.length} of Preact's own passed over`);
process.exitCode = ours.length > 0 ? 1 : 0;
