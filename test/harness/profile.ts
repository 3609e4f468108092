/** Profiles: copies of one that a browser was started with once, in which it starts in about half the time. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';

/** What a running browser leaves in its profile to keep others out. */
const LOCKS = /^(?:Singleton\w+|lock|\.?parent\.?lock|DevToolsActivePort)$/;

/** A profile of its own, in which nothing was ever started. */
export const emptyProfile = (): string => mkdtempSync(join(tmpdir(), 'backstory-profile-'));

/**
 * A profile of its own, in which the browser was started before.
 * @param executable of the browser: another version of it gets another template
 * @param startAndEnd starts the browser once with a profile, and ends it
 */
export async function startedProfile(
  executable: string,
  startAndEnd: (profile: string) => Promise<void>,
): Promise<string> {
  const version = Math.trunc(statSync(executable).mtimeMs);
  const template = resolve('dist', 'test', 'profiles', `${basename(executable)}-${version}`);
  if (!existsSync(template)) await makeTemplate(template, startAndEnd);
  const profile = emptyProfile();
  cpSync(template, profile, { recursive: true });
  return profile;
}

async function makeTemplate(
  template: string,
  startAndEnd: (profile: string) => Promise<void>,
): Promise<void> {
  const started = emptyProfile();
  await startAndEnd(started);
  // Beside its place first: it has to come there whole, since another process may make one, too.
  mkdirSync(resolve(template, '..'), { recursive: true });
  const made = mkdtempSync(`${template}-made-`);
  cpSync(started, made, {
    recursive: true,
    filter: (path) => !LOCKS.test(basename(path)),
  });
  rmSync(started, { recursive: true, force: true, maxRetries: 5 });
  try {
    renameSync(made, template);
  } catch (error) {
    rmSync(made, { recursive: true, force: true });
    if (!existsSync(template)) throw error;
  }
}
