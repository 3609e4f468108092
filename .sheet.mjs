import { readdirSync, writeFileSync } from 'node:fs';
import puppeteer from 'puppeteer-core';

const [, , re, out, cols = '3', w = '500'] = process.argv;
const dir = '/work/wt/pages/dist/preview';
const files = readdirSync(dir)
  .filter((f) => new RegExp(re).test(f))
  .sort();
const html = `<body style="margin:0;background:#888;display:grid;grid-template-columns:repeat(${cols},${w}px);gap:8px;font:14px sans-serif">${files.map((f) => `<figure style="margin:0"><figcaption>${f}</figcaption><img src="file://${dir}/${f}" style="max-width:100%"></figure>`).join('')}`;
writeFileSync('/tmp/pages-tools/s.html', html);
const b = await puppeteer.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--allow-file-access-from-files'],
});
const p = await b.newPage();
await p.setViewport({ width: cols * (+w + 8), height: 600 });
await p.goto('file:///tmp/pages-tools/s.html');
await p.screenshot({ path: out, fullPage: true });
await b.close();
