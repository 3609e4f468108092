/** Before the tests of what is built: a single one must not run on a build that is older than the sources. */
import { BROWSER_KINDS } from '../harness/browsers.ts';
import { buildIfStale } from './build.ts';

export default function freshBuild(): void {
  for (const kind of BROWSER_KINDS) buildIfStale(kind);
}
