import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The project's own files, by path: what git holds or would hold. Where there is no git, as in an unpacked source
 * package, all that `.gitignore` does not name.
 */
export function sourceFiles(root: string): string[] {
  const files = existsSync(join(root, '.git')) ? listedByGit(root) : listedByName(root);
  return files.sort();
}

function listedByGit(root: string): string[] {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const listed = execFileSync('git', args, { cwd: root, encoding: 'utf8' });
  // Of what was deleted git tells until the next commit.
  return listed.split('\0').filter((path) => path !== '' && existsSync(join(root, path)));
}

/** Knows of `.gitignore` what ours has: names of folders, with a slash behind. */
function listedByName(root: string): string[] {
  const lines = readFileSync(join(root, '.gitignore'), 'utf8').split('\n');
  const ignored = new Set(lines.filter(Boolean).map((line) => line.replace(/\/$/, '')));
  const files: string[] = [];
  const list = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (ignored.has(entry.name)) continue;
      if (entry.isDirectory()) list(path);
      else files.push(path);
    }
  };
  list('');
  return files;
}
