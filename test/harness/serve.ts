/** A web server on the loopback address, for pages in memory and folders of fixtures. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.xhtml': 'application/xhtml+xml; charset=utf-8',
};

export interface ServeOptions {
  /** HTML by path (`/`, `/frame.html`), or what a path's ending says (`.svg`, `.xhtml`); may be changed while the server runs; one that is promised comes late. */
  readonly pages?: Record<string, string | Promise<string>>;
  /** The same, for pages whose end never comes. */
  readonly unfinished?: Record<string, string>;
  /** Where all other paths are looked up. */
  readonly folder?: string;
  /** Sent with every page. */
  readonly headers?: Record<string, string>;
}

export interface Server {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** The same pages under `http://localhost:PORT`: another site to the browser. */
  readonly otherOrigin: string;
  close(): Promise<void>;
}

/**
 * HTML out of a folder is sent without a charset, so that a saved page's own declaration decides, as
 * it does when the page is opened as a file.
 */
export async function serve({
  pages = {},
  unfinished = {},
  folder,
  headers = {},
}: ServeOptions): Promise<Server> {
  const read = async (path: string): Promise<{ type: string; body: string | Buffer }> => {
    const page = await (pages[path] ?? unfinished[path]);
    if (page !== undefined) {
      return { type: TYPES[extname(path)] ?? 'text/html; charset=utf-8', body: page };
    }
    if (folder === undefined) throw new Error(`no page ${path}`);
    const file = join(folder, normalize(path.endsWith('/') ? `${path}index.html` : path));
    return { type: TYPES[extname(file)] ?? 'text/html', body: await readFile(file) };
  };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const path = decodeURIComponent(pathname);
    read(path).then(
      ({ type, body }) => {
        response.writeHead(200, { 'content-type': type, ...headers });
        if (path in unfinished) response.write(body);
        else response.end(body);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    otherOrigin: `http://localhost:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
