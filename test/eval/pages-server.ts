/** Serves a folder of saved pages from this machine, each in the encoding that it has. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import * as v from 'valibot';

const PAGE = /\.(?:html?|xhtml)$/i;
/** Where a browser puts what belongs to a page that it saves. */
const BELONGINGS = /_files$/;
/** What the folder may tell of its pages. */
const LIST = 'pages.json';
const listSchema = v.array(v.object({ file: v.string(), encoding: v.optional(v.string()) }));

const TYPES: Record<string, string> = {
  '.css': 'text/css',
  '.gif': 'image/gif',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.xhtml': 'application/xhtml+xml',
};

/** A page's icon: the browser asks for it when it likes, the page has no part in that. */
export const isIcon = (address: string) => /favicon|\.ico$|touch-icon/i.test(address);

export interface PageServer {
  /** Names of the pages: their paths in the folder. */
  readonly names: readonly string[];
  addressOf(name: string): string;
  close(): Promise<void>;
}

/** The files of the folder that are pages, in order. */
function pagesIn(folder: string, below = ''): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true })
    .flatMap((entry) => {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) return BELONGINGS.test(entry.name) ? [] : pagesIn(folder, path);
      return PAGE.test(entry.name) ? [path] : [];
    })
    .sort();
}

/**
 * The encoding to serve a page with: what the list says, else what the page declares, else UTF-8 if it is
 * that. Undefined: the browser has to guess.
 */
export function encodingOf(page: Uint8Array, listed?: string): string | undefined {
  if (listed && isEncoding(listed)) return listed;
  const ascii = Buffer.from(page).toString('latin1');
  const declared =
    /<meta[^>]+charset\s*=\s*["']?\s*([\w:-]+)/i.exec(ascii)?.[1] ??
    /^<\?xml[^>]+encoding\s*=\s*["']([\w:-]+)/i.exec(ascii)?.[1];
  if (declared && isEncoding(declared)) return declared;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(page);
    return 'utf-8';
  } catch {
    return undefined;
  }
}

function isEncoding(label: string): boolean {
  try {
    new TextDecoder(label);
    return true;
  } catch {
    return false;
  }
}

function listedEncodings(folder: string): Map<string, string | undefined> {
  const file = join(folder, LIST);
  if (!existsSync(file)) return new Map();
  const list = v.safeParse(listSchema, JSON.parse(readFileSync(file, 'utf8')));
  return new Map(list.success ? list.output.map(({ file, encoding }) => [file, encoding]) : []);
}

/** @param headers that each answer has besides */
export async function servePages(
  folder: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<PageServer> {
  const encodings = listedEncodings(folder);
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (pathname === '/favicon.ico') {
      response.writeHead(200, { 'content-type': 'image/png' }).end();
      return;
    }
    const path = normalize(decodeURIComponent(pathname));
    readFile(join(folder, path)).then(
      (body) => {
        const isPage = PAGE.test(path);
        const type = TYPES[extname(path).toLowerCase()] ?? (isPage ? 'text/html' : 'text/plain');
        const encoding = isPage ? encodingOf(body, encodings.get(path.slice(1))) : undefined;
        response.writeHead(200, {
          'content-type': encoding ? `${type}; charset=${encoding}` : type,
          'cache-control': 'no-store',
          ...headers,
        });
        response.end(body);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    names: pagesIn(folder),
    addressOf: (name) =>
      `http://127.0.0.1:${port}/${name.split('/').map(encodeURIComponent).join('/')}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
