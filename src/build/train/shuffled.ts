/** The numbers from 0 to `count - 1` in an order that only `seed` decides. */
export function shuffled(count: number, seed: number): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  for (let i = count - 1; i > 0; i--) {
    // xorshift32 (Marsaglia 2003): whole numbers only, so the same in every engine.
    state ^= state << 13;
    state ^= state >>> 17;
    state = (state ^ (state << 5)) >>> 0;
    const j = state % (i + 1);
    const held = order[i] as number;
    order[i] = order[j] as number;
    order[j] = held;
  }
  return order;
}
