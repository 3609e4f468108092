import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { cached } from '../../../../src/build/train/cached.ts';
import { readLines } from '../../../../src/build/train/read-lines.ts';
import { shuffled } from '../../../../src/build/train/shuffled.ts';
import { type Example, trainLinear } from '../../../../src/build/train/train-linear.ts';

const example = (buckets: number[], target: number[]): Example => ({
  features: new Map(buckets.map((bucket) => [bucket, 1])),
  target,
  weight: 1,
});
const TRAINING = { bits: 4, passes: 20, rate: 0.1, decay: 1e-4 };

test('of several classes each learns its words', () => {
  const examples = [
    example([0, 1], [1, 0, 0]),
    example([0, 2], [0, 1, 0]),
    example([0, 3], [0, 0, 1]),
  ];
  const weights = trainLinear(examples, { ...TRAINING, classes: 3 });
  for (const [bucket, best] of [
    [1, 0],
    [2, 1],
    [3, 2],
  ] as const) {
    const row = [...weights.slice(bucket * 3, bucket * 3 + 3)];
    expect(row.indexOf(Math.max(...row))).toBe(best);
  }
});

test('one class is a yes or no', () => {
  const weights = trainLinear([example([1], [1]), example([2], [0])], { ...TRAINING, classes: 1 });
  expect(weights[1]).toBeGreaterThan(0.5);
  expect(weights[2]).toBeLessThan(-0.5);
});

test('the same examples give the same weights to the last bit', () => {
  const examples = Array.from({ length: 50 }, (_, i) =>
    example([i % 16, (i * 7) % 16], [i % 2, 1 - (i % 2)]),
  );
  const train = () => trainLinear(examples, { ...TRAINING, classes: 2 });
  expect(Buffer.from(train().buffer).equals(Buffer.from(train().buffer))).toBe(true);
});

test('other buckets than the chosen ones keep no weight', () => {
  const weights = trainLinear([example([1, 2], [1])], {
    ...TRAINING,
    classes: 1,
    only: new Set([2]),
  });
  expect(weights[1]).toBe(0);
  expect(weights[2]).not.toBe(0);
});

test('an order holds each number once, and another seed gives another', () => {
  expect([...shuffled(100, 3)].sort((a, b) => a - b)).toEqual(
    Array.from({ length: 100 }, (_, i) => i),
  );
  expect([...shuffled(100, 3)]).not.toEqual([...shuffled(100, 4)]);
  expect([...shuffled(6, 0)]).toEqual([...shuffled(6, 0)]);
});

const Line = v.strictObject({ a: v.number() });

test('lines are read, empty ones passed over', () => {
  expect(readLines(Line, '{"a":1}\n\n{"a":2}\n', 'x.jsonl')).toEqual([{ a: 1 }, { a: 2 }]);
});

test('each bad line is named with its file and number', () => {
  const read = () => readLines(Line, '{"a":1}\n{"a":"b"}\nno\n', 'x.jsonl');
  expect(read).toThrow(/^x\.jsonl:2: a: .*\nx\.jsonl:3: no JSON/);
});

test('a result is kept and given again, until an input changes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'backstory-'));
  let made = 0;
  const make = () => ({ made: ++made });
  expect(cached('x', ['a'], make, folder)).toEqual({ made: 1 });
  expect(cached('x', ['a'], make, folder)).toEqual({ made: 1 });
  expect(cached('x', ['b'], make, folder)).toEqual({ made: 2 });
  expect(readdirSync(folder)).toHaveLength(2);
});

test('a place that cannot be written is no fault', () => {
  expect(cached('x', ['a'], () => 1, '/dev/null/none')).toBe(1);
});
