import type { ManifestV3Export } from '@crxjs/vite-plugin';
import manifest from '../../../manifest.json' with { type: 'json' };

export type BuildTarget = 'chromium' | 'firefox';

/**
 * The one manifest, patched for a browser.
 * @param version of package.json, where alone it stands
 *
 * Firefox has event pages in place of service workers, and takes the marks' style sheet as the
 * user's: as the author's it would not reach into open shadow roots. Its side panel needs no permission, has a command
 * that the browser itself obeys, and would open by itself at the installation if nothing were said.
 */
export function manifestFor(target: BuildTarget, version: string): ManifestV3Export {
  if (target === 'chromium') return { ...manifest, version } as ManifestV3Export;
  const { minimum_chrome_version: _, background, side_panel, commands, ...shared } = manifest;
  const { 'open-panel': openPanel, ...others } = commands;
  return {
    ...shared,
    version,
    permissions: manifest.permissions.filter((permission) => permission !== 'sidePanel'),
    background: { scripts: [background.service_worker], type: 'module' },
    sidebar_action: {
      default_panel: side_panel.default_path,
      default_title: manifest.action.default_title,
      open_at_install: false,
    },
    commands: { ...others, _execute_sidebar_action: openPanel },
    content_scripts: manifest.content_scripts.map((script) => ({ ...script, css_origin: 'user' })),
    browser_specific_settings: {
      gecko: {
        id: 'backstory@backstory.example',
        strict_min_version: '140.0',
        data_collection_permissions: { required: ['none'] },
      },
      gecko_android: { strict_min_version: '142.0' },
    },
  } as unknown as ManifestV3Export;
}
