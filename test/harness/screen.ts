/** A screen of its own with a pointer and a keyboard, for what only real windows show: what lies over what, who has the keys. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';

export interface Screen {
  /** Gives a window with that in its title the keyboard. */
  focus(title: string): void;
  /** Clicks at a place of the screen. */
  click(x: number, y: number): void;
  /** Presses keys as `xdotool` names them: `alt+period`, `Return`. */
  press(keys: string): void;
  close(): void;
}

/** Whether this machine has what a screen is made of. */
export const hasScreen = ['Xvfb', 'xdotool'].every(
  (program) => spawnSync('which', [program]).status === 0,
);

/** Browsers that are started with a window while it is open stand on it: it is `DISPLAY`. */
export async function openScreen(): Promise<Screen> {
  const xvfb = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1050x800x24'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const display = await new Promise<string>((resolve, reject) => {
    xvfb.once('error', reject);
    xvfb.stdout.once('data', (number) => resolve(`:${String(number).trim()}`));
  });
  const before = process.env.DISPLAY;
  process.env.DISPLAY = display;
  const xdotool = (...args: string[]) => {
    execFileSync('xdotool', args, { env: { ...process.env, DISPLAY: display } });
  };
  return {
    focus: (title) => xdotool('search', '--onlyvisible', '--name', title, 'windowfocus', '--sync'),
    click: (x, y) => xdotool('mousemove', `${Math.round(x)}`, `${Math.round(y)}`, 'click', '1'),
    press: (keys) => xdotool('key', keys),
    close() {
      if (before === undefined) delete process.env.DISPLAY;
      else process.env.DISPLAY = before;
      xvfb.kill();
    },
  };
}
