import { crx } from '@crxjs/vite-plugin';
import { defineConfig } from 'vite';
import packageJson from './package.json' with { type: 'json' };
import { readStory } from './src/build/story/read-story.ts';
import { bundledStory } from './src/build/vite/bundled-story.ts';
import { licences } from './src/build/vite/licences.ts';
import { type BuildTarget, manifestFor } from './src/build/vite/manifest-for.ts';
import { packagedFiles } from './src/build/vite/packaged-files.ts';
import {
  icons,
  injectedBundlesOnly,
  injectedPaths,
  marksInherited,
  offIcons,
  smallestInjected,
} from './src/build/vite/plugins.ts';
import { quietCrx } from './src/build/vite/quiet.ts';

const TARGETS: readonly string[] = ['chromium', 'firefox'] satisfies BuildTarget[];

/**
 * `vite build --mode chromium|firefox`; another story: `BACKSTORY_STORY=folder`; another place for what is built:
 * `BACKSTORY_OUT=folder`; for those who work on it, readable, with source maps, and telling of what was passed over:
 * `BACKSTORY_DEV=1` (`npm run dev` sets it).
 */
export default defineConfig(({ mode }) => {
  if (!TARGETS.includes(mode)) {
    throw new Error(`--mode ${mode}: must be one of ${TARGETS.join(', ')}`);
  }
  const target = mode as BuildTarget;
  const isDev = process.env.BACKSTORY_DEV === '1';
  const story = readStory(process.env.BACKSTORY_STORY ?? 'assets/story');
  return {
    logLevel: 'warn',
    publicDir: 'assets/public',
    define: {
      ...bundledStory(story),
      __FIREFOX__: JSON.stringify(target === 'firefox'),
      __DEV__: JSON.stringify(isDev),
    },
    plugins: [
      quietCrx(),
      icons('assets/icons/icon.svg'),
      offIcons('assets/icons/icon-off.svg'),
      ...(target === 'chromium' ? [marksInherited('src/frame/marks.css')] : []),
      packagedFiles(story),
      crx({
        manifest: manifestFor(target, packageJson.version),
        browser: target === 'firefox' ? 'firefox' : 'chrome',
      }),
      injectedPaths(),
      injectedBundlesOnly(),
      ...(isDev ? [] : [smallestInjected(), licences()]),
    ],
    build: {
      outDir: process.env.BACKSTORY_OUT ?? `dist/${target}`,
      emptyOutDir: true,
      target: target === 'firefox' ? 'firefox140' : 'chrome128',
      modulePreload: false,
      minify: !isDev,
      // In the scripts themselves: a page cannot load a file of the extension, so the browser's tools could not either.
      sourcemap: isDev && 'inline',
      rolldownOptions: {
        // Pages that the manifest does not name, or names where the plugin does not look: Firefox's side panel.
        input: ['article', 'welcome', ...(target === 'firefox' ? ['panel'] : [])].map(
          (page) => `src/pages/${page}/index.html`,
        ),
        // That the programs that run in pages are built one after the other is known.
        checks: { bundlerTimings: false },
      },
    },
  };
});
