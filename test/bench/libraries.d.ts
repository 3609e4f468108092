/** The libraries that the bench compares with, as far as they are called here: they need not be installed. */
declare module 'mark.js' {
  export default class Mark {
    constructor(context: HTMLElement);
    mark(words: readonly string[], options: object): void;
    markRegExp(regex: RegExp, options: { acrossElements: boolean }): void;
  }
}

declare module 'advanced-mark.js' {
  export default class AdvancedMark {
    constructor(context: HTMLElement);
    mark(words: readonly string[], options: object): void;
    markRegExp(regex: RegExp, options: { acrossElements: boolean }): void;
  }
}

declare module 'findandreplacedomtext' {
  export default function findAndReplaceDOMText(
    node: Node,
    options: { find: RegExp; wrap: string; preset?: 'prose' },
  ): void;
}
