import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { CrxPlugin } from '@crxjs/vite-plugin';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { type MinifyOptions, minify } from 'terser';
import type { Plugin } from 'vite';
import { inheritedMarks } from '../../settings/look.ts';

/** Edge lengths in CSS pixels, twice the toolbar's 16 for dense screens included. */
const ICON_SIZES = [16, 32, 48, 128];
const TOOLBAR_SIZES = [16, 32];

/** Draws the icon's SVG in the sizes that the browsers ask for and names them in the manifest. */
export function icons(svgFile: string): CrxPlugin {
  const files = filesOf('');
  return {
    ...drawn('backstory:icons', svgFile, '', ICON_SIZES),
    renderCrxManifest(manifest) {
      manifest.icons = files;
      if (manifest.action) manifest.action.default_icon = files;
      const { sidebar_action: sidebar } = manifest as { sidebar_action?: { default_icon: object } };
      if (sidebar) sidebar.default_icon = files;
      return manifest;
    },
  };
}

/** Draws the toolbar's icon for where marking is off; `iconFiles` (toolbar.ts) has the same paths. */
export function offIcons(svgFile: string): CrxPlugin {
  return drawn('backstory:off-icons', svgFile, 'off-', TOOLBAR_SIZES);
}

const fileName = (variant: string, size: number) => `icons/${variant}${size}.png`;

const filesOf = (variant: string) =>
  Object.fromEntries(ICON_SIZES.map((size) => [size, fileName(variant, size)]));

let drawing: Promise<void> | undefined;

/** Starts what draws, once: WebAssembly, and so the same pixels on every kind of processor. */
function canDraw(): Promise<void> {
  const file = createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm');
  const started = drawing ?? initWasm(readFileSync(file));
  drawing = started;
  return started;
}

function drawn(
  name: string,
  svgFile: string,
  variant: string,
  sizes: readonly number[],
): CrxPlugin {
  return {
    name,
    apply: 'build',
    async generateBundle() {
      await canDraw();
      const svg = readFileSync(svgFile, 'utf8');
      for (const size of sizes) {
        const source = new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng();
        this.emitFile({ type: 'asset', fileName: fileName(variant, size), source });
      }
    },
  };
}

/**
 * Takes out what crxjs adds for bundles that the background injects: their listing in
 * `web_accessible_resources`, which only pages need and by which a page can detect the extension,
 * and a second copy of each as a module, which nothing reaches.
 */
export function injectedBundlesOnly(): CrxPlugin {
  return {
    name: 'backstory:injected-bundles-only',
    apply: 'build',
    enforce: 'post',
    renderCrxManifest(manifest, bundle) {
      delete manifest.web_accessible_resources;
      const reached = new Set<string>();
      const reach = (fileName: string) => {
        const chunk = bundle[fileName];
        if (reached.has(fileName) || chunk?.type !== 'chunk') return;
        reached.add(fileName);
        for (const next of [...chunk.imports, ...chunk.dynamicImports]) reach(next);
      };
      for (const [fileName, output] of Object.entries(bundle)) {
        if (output.type === 'chunk' && output.isEntry && !isInjected(output.facadeModuleId)) {
          reach(fileName);
        }
      }
      for (const [fileName, output] of Object.entries(bundle)) {
        if (output.type === 'chunk' && !reached.has(fileName)) delete bundle[fileName];
      }
      return manifest;
    },
  };
}

/** `*.iife.ts`: by this name crxjs makes a bundle that stands alone, by itself. */
function isInjected(moduleId: string | null): boolean {
  return moduleId !== null && /\.iife\.tsx?\b/.test(moduleId);
}

/**
 * Tells programs where those are that they have injected. crxjs puts that in once files have their names, in place of a
 * sign that it draws from the folder on this machine; names are drawn from what is in the files, and so from that.
 */
export function injectedPaths(): Plugin {
  let root = '';
  return {
    name: 'backstory:injected-paths',
    apply: 'build',
    configResolved(config) {
      root = config.root;
    },
    transform(_, id) {
      const [file = '', sign] = id.split('?scriptId=');
      if (sign === undefined || !isInjected(file)) return undefined;
      const path = file.slice(root.length + 1).replace(/\.tsx?$/, '.js');
      return { code: `export default ${JSON.stringify(path)};`, map: null };
    },
  };
}

const TERSER: MinifyOptions = {
  ecma: 2020,
  compress: { passes: 3, unsafe_arrows: true, pure_getters: true, hoist_funs: true },
  toplevel: true,
  // One letter beyond Latin 1, and V8 keeps the whole script with two bytes a letter.
  format: { ascii_only: true },
};

/**
 * Makes what runs in pages smaller, once more: every frame of every page loads the first of it. What Vite's own
 * minifier has made, terser cuts by another 2 %.
 */
export function smallestInjected(): CrxPlugin {
  return {
    name: 'backstory:smallest-injected',
    apply: 'build',
    enforce: 'post',
    async renderCrxManifest(manifest, bundle) {
      for (const [fileName, script] of Object.entries(bundle)) {
        if (!fileName.endsWith('.iife.js')) continue;
        if (script.type !== 'asset') throw new Error(`${fileName}: not a script of its own`);
        const { code } = await minify(String(script.source), TERSER);
        if (code === undefined) throw new Error(`${fileName}: terser answers nothing`);
        script.source = code;
      }
      return manifest;
    },
  };
}

/** Writes the marks' style sheet so that Chromium has it inherited. Before crxjs, which copies what is not there yet. */
export function marksInherited(cssFile: string): Plugin {
  return {
    name: 'backstory:marks-inherited',
    apply: 'build',
    generateBundle() {
      const source = inheritedMarks(readFileSync(cssFile, 'utf8'));
      this.emitFile({ type: 'asset', fileName: cssFile, source });
    },
  };
}
