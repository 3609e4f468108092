/** Constants that the build puts in: see vite.config.ts. */
declare const __FIREFOX__: boolean;

/** A bundle of its own; the import is its path in the extension, for `scripting.executeScript`. */
declare module '*?script&iife' {
  const path: string;
  export default path;
}
