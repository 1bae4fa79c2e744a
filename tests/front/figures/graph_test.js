import assert from "node:assert/strict";
import {
  graphNumbers,
  tellStep,
  WALK,
} from "../../../lessons_pkg/interactive/static/figures/graph.js";

Deno.test("the slopes of the loss are what small nudges find", () => {
  const state = { w: 0.7, x: -1.3, b: 0.4, y: 0.2 };
  const known = graphNumbers(state);
  for (const name of ["w", "x", "b", "y"]) {
    const at = (by) => graphNumbers({ ...state, [name]: state[name] + by }).L;
    const nudged = (at(1e-5) - at(-1e-5)) / 2e-5;
    assert.ok(Math.abs(nudged - known[`grad_${name}`]) < 1e-9, name);
  }
});

Deno.test("the walk computes nothing before what it needs", () => {
  const arrows = ["wu", "xu", "uz", "bz", "za", "aL", "yL"];
  for (const [from, to] of arrows) {
    assert.ok(WALK[from][0] < WALK[to][0]);
    assert.ok(WALK[from][1] > WALK[to][1]);
  }
});

Deno.test("each step of the walk is told with its numbers", () => {
  const state = { w: 0.5, x: 2, b: -0.5, y: 1 };
  for (let step = 0; step <= 9; step++) {
    const [rule, worked] = tellStep(step, state);
    assert.ok(rule.length > 10 && worked.length > 10);
    assert.ok(!/undefined|NaN/.test(rule + worked));
  }
  assert.deepEqual(tellStep(1, state), [
    "Forward: u = wx",
    "= 0.50 · 2.00 = 1.0000",
  ]);
  assert.match(tellStep(7, state)[1], /^= −0.3775 · 0.2350 = −0.0887$/);
});
