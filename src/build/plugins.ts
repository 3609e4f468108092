import { readFileSync } from 'node:fs';
import type { CrxPlugin } from '@crxjs/vite-plugin';
import { Resvg } from '@resvg/resvg-js';

/** Edge lengths in CSS pixels, twice the toolbar's 16 for dense screens included. */
const ICON_SIZES = [16, 32, 48, 128] as const;

/** Draws the icon's SVG in the sizes that the browsers ask for and names them in the manifest. */
export function icons(svgFile: string): CrxPlugin {
  const fileName = (size: number) => `icons/${size}.png`;
  return {
    name: 'backstory:icons',
    apply: 'build',
    generateBundle() {
      const svg = readFileSync(svgFile, 'utf8');
      for (const size of ICON_SIZES) {
        const source = new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng();
        this.emitFile({ type: 'asset', fileName: fileName(size), source });
      }
    },
    renderCrxManifest(manifest) {
      const files = Object.fromEntries(ICON_SIZES.map((size) => [size, fileName(size)]));
      manifest.icons = files;
      if (manifest.action) manifest.action.default_icon = files;
      return manifest;
    },
  };
}

/**
 * Takes out what crxjs lists in `web_accessible_resources`: the bundles that the background injects
 * are read by the browser, not by pages, and a page that can fetch one can detect the extension.
 */
export function nothingWebAccessible(): CrxPlugin {
  return {
    name: 'backstory:nothing-web-accessible',
    apply: 'build',
    enforce: 'post',
    renderCrxManifest(manifest) {
      delete manifest.web_accessible_resources;
      return manifest;
    },
  };
}
