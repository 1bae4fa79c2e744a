import assert from "node:assert/strict";
import {
  mulberry32,
  permutation,
} from "../../../lessons_pkg/interactive/static/lib/random.js";

Deno.test("a seed gives the numbers that it gives everywhere", () => {
  const random = mulberry32(0);
  assert.equal(random(), 0.26642920868471265);
  assert.equal(random(), 0.0003297457005828619);
});

Deno.test("numbers lie in [0, 1), and every tenth of it gets its share", () => {
  const random = mulberry32(7);
  const counts = Array(10).fill(0);
  for (let i = 0; i < 10_000; i++) counts[Math.floor(10 * random())] += 1;
  assert.ok(counts.every((count) => count > 850 && count < 1150), counts);
});

Deno.test("an order holds each number once, and every order comes", () => {
  const random = mulberry32(1);
  const seen = new Set();
  for (let i = 0; i < 500; i++) {
    const order = permutation(4, random);
    assert.deepEqual(order.toSorted(), [0, 1, 2, 3]);
    seen.add(order.join(""));
  }
  assert.equal(seen.size, 24);
});
