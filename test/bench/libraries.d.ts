/** The two libraries that come without types, as far as they are called here. */
declare module 'mark.js' {
  export default class Mark {
    constructor(context: HTMLElement);
    mark(words: readonly string[], options: object): void;
    markRegExp(regex: RegExp, options: { acrossElements: boolean }): void;
  }
}

declare module 'findandreplacedomtext' {
  export default function findAndReplaceDOMText(
    node: Node,
    options: { find: RegExp; wrap: string; preset: 'prose' },
  ): void;
}
