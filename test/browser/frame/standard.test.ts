/** Numbers of the DOM standard that our code holds are those of the browser. */
import { expect, test } from 'vitest';
import * as standard from '../../../src/dom/standard.ts';

test('each number is what the browser calls so', () => {
  const own = Object.entries(standard);
  const theirs = own.map(([name]) => [
    name,
    Reflect.get(Node, name) ?? Reflect.get(NodeFilter, name),
  ]);
  expect(own.length).toBeGreaterThan(0);
  expect(own).toEqual(theirs);
});
