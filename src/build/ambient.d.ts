/** Constants that the build puts in: see vite.config.ts. */
declare const __FIREFOX__: boolean;
/** Errors that are passed over are told: in tests, and in builds with `BACKSTORY_DEV=1`. */
declare const __DEV__: boolean;

/** A program of its own; the import is its path in the extension, for `scripting.executeScript`. */
declare module '*?script&iife' {
  const path: string;
  export default path;
}
