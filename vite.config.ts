import { crx } from '@crxjs/vite-plugin';
import { defineConfig } from 'vite';
import packageJson from './package.json' with { type: 'json' };
import { readStory } from './src/build/story/read-story.ts';
import { bundledStory } from './src/build/vite/bundled-story.ts';
import { manifestFor, type Target } from './src/build/vite/manifest-for.ts';
import { packagedFiles } from './src/build/vite/packaged-files.ts';
import {
  icons,
  injectedBundlesOnly,
  marksInherited,
  offIcons,
  smallestInjected,
} from './src/build/vite/plugins.ts';

const TARGETS: readonly string[] = ['chromium', 'firefox'] satisfies Target[];

/** `vite build --mode chromium|firefox`; another story: `BACKSTORY_STORY=folder`. */
export default defineConfig(({ mode }) => {
  if (!TARGETS.includes(mode)) {
    throw new Error(`--mode ${mode}: must be one of ${TARGETS.join(', ')}`);
  }
  const target = mode as Target;
  const story = readStory(process.env.BACKSTORY_STORY ?? 'assets/story');
  return {
    publicDir: 'assets/public',
    define: {
      ...bundledStory(story),
      __FIREFOX__: JSON.stringify(target === 'firefox'),
      __DEV__: JSON.stringify(process.env.BACKSTORY_DEV === '1'),
    },
    plugins: [
      icons('assets/icons/icon.svg'),
      offIcons('assets/icons/icon-off.svg'),
      ...(target === 'chromium' ? [marksInherited('src/frame/marks.css')] : []),
      packagedFiles(story),
      crx({
        manifest: manifestFor(target, packageJson.version),
        browser: target === 'firefox' ? 'firefox' : 'chrome',
      }),
      injectedBundlesOnly(),
      smallestInjected(),
    ],
    build: {
      outDir: process.env.BACKSTORY_OUT ?? `dist/${target}`,
      emptyOutDir: true,
      target: target === 'firefox' ? 'firefox140' : 'chrome128',
      modulePreload: false,
      // Pages that the manifest does not name.
      rolldownOptions: { input: ['src/pages/article/index.html', 'src/pages/welcome/index.html'] },
    },
  };
});
