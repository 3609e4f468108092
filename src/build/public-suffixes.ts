import { createRequire } from 'node:module';
import type * as Trie from 'tldts/dist/types/src/data/trie';

// tldts offers lookups only. Its list is read where it keeps it; a test compares every rule with those lookups.
const trie: typeof Trie = createRequire(import.meta.url)('tldts/dist/cjs/src/data/trie.js');

/**
 * The rules of the list of public suffixes that tldts carries, its private part included: `co.uk`, `*.ck`, `!www.ck`.
 * In punycode only, as browsers write hosts.
 */
export function publicSuffixRules(): readonly string[] {
  const { edgeLength, edgeStart, edgeChild, labelText, nodeFlags } = trie;
  const labels: string[] = [];
  let offset = 0;
  for (const length of edgeLength) {
    labels.push(labelText.slice(offset, offset + length));
    offset += length;
  }
  const rules: string[] = [];
  const collect = (node: number, below: string, sign: '' | '!'): void => {
    const end = edgeStart[node + 1] ?? labels.length;
    for (let edge = edgeStart[node] ?? end; edge < end; edge++) {
      const child = edgeChild[edge] ?? 0;
      const rule = `${labels[edge]}${below}`;
      // Without a flag it is only a part of longer rules.
      if (nodeFlags[child] !== 0) rules.push(sign + rule);
      collect(child, `.${rule}`, sign);
    }
  };
  collect(trie.rulesRoot, '', '');
  collect(trie.exceptionsRoot, '', '!');
  return rules.filter((rule) => /^[!-~]+$/.test(rule)).sort();
}
