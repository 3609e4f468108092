/** `npm start`: makes the ground ready and opens a browser with the extension. See show.ts. */
import { bootstrap, end, run } from './bootstrap.mjs';

const args = process.argv.slice(2);
try {
  bootstrap(!args.includes('--no-install'));
} catch (error) {
  end(error);
}
const passedOn = args.filter((arg) => arg !== '--no-install');
process.exitCode = run('tsx', ['test/run/show.ts', ...passedOn]) ? 0 : 1;
