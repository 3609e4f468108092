import type { Plugin } from 'vite';

/** What crxjs 3.0.0 and rolldown write while nothing is wrong, past Vite's own log level. */
const NOISE = [
  /\[crx:content-scripts-iife\] (?:Building \d|IIFE build complete)/,
  /✓ \S+\.iife\.tsx? →/,
  // crxjs asks for this itself, for each program that runs in pages.
  /inlineDynamicImports\W.*option is ignored because/,
];

/** Leaves out of a build's output what says nothing: what remains is worth a look. */
export function quietCrx(): Plugin {
  // Not the console's methods: rolldown writes past them.
  const streams = [process.stdout, process.stderr].map((stream) => {
    const { write } = stream;
    const unlessNoise: typeof write = (text: string | Uint8Array, ...rest: never[]) =>
      NOISE.some((noise) => noise.test(String(text))) || write.call(stream, text, ...rest);
    return { stream, write, unlessNoise };
  });
  return {
    name: 'backstory:quiet-crx',
    apply: 'build',
    buildStart() {
      for (const { stream, unlessNoise } of streams) stream.write = unlessNoise;
    },
    closeBundle() {
      for (const { stream, write } of streams) stream.write = write;
    },
  };
}
