/** `npm run dev`: makes the ground ready, then builds, watches and shows. See dev.ts. */
import { bootstrap, end, run } from './bootstrap.mjs';

const args = process.argv.slice(2);
try {
  bootstrap(!args.includes('--no-install'));
} catch (error) {
  end(error);
}
const passedOn = args.filter((arg) => arg !== '--no-install');
process.exitCode = run('tsx', ['test/run/dev.ts', ...passedOn]) ? 0 : 1;
