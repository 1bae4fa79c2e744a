import assert from "node:assert/strict";
import { softmax } from "../../../lessons_pkg/interactive/static/lib/softmax.js";
import { sharesOf } from "../../../lessons_pkg/interactive/static/figures/softmax.js";

const near = (actual, expected) =>
  assert.ok(
    Math.abs(actual - expected) < 1e-14,
    `${actual} is not ${expected}`,
  );

Deno.test("softmax divides the exponentials by their sum", () => {
  const [first, second] = softmax([Math.log(3), Math.log(5)]);
  near(first, 3 / 8);
  near(second, 5 / 8);
  assert.deepEqual(softmax([1000, 1000]), [0.5, 0.5]);
  assert.deepEqual(softmax([7]), [1]);
});

Deno.test("a shift changes the sigmoids alone", () => {
  const state = { z3: 3, z5: -1, z8: 2.4, shift: 0, temperature: 1 };
  const [before, after] = [sharesOf(state), sharesOf({ ...state, shift: -4 })];
  before.shares.forEach((p, i) => near(after.shares[i], p));
  before.apart.forEach((p, i) => assert.ok(after.apart[i] < p));
});
