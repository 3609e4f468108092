/** The page that something is shown on. */
import { basename, dirname, resolve } from 'node:path';
import { type Server, serve } from '../harness/serve.ts';

/** Windows can be seen. */
export const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/** The address of a page that is named by it or by a file. A file is served, with what stands beside it. */
export async function addressOf(page: string): Promise<{ address: string; server?: Server }> {
  if (/^https?:/.test(page)) return { address: page };
  const file = resolve(page);
  const server = await serve({ folder: dirname(file) });
  return { address: `${server.origin}/${encodeURIComponent(basename(file))}`, server };
}
