import assert from "node:assert/strict";
import {
  CHAINS,
  graphNumbers,
  passOn,
  pivotOf,
  powerOfTen,
  tellStep,
  WALK,
} from "../../../lessons_pkg/interactive/static/figures/chain.js";

Deno.test("each link's slope is what a small nudge finds", () => {
  for (const links of Object.values(CHAINS)) {
    for (const { words, f, slope } of links) {
      for (const x of [-1.7, -0.2, 0.6, 1.9]) {
        const nudged = (f(x + 1e-5) - f(x - 1e-5)) / 2e-5;
        assert.ok(Math.abs(nudged - slope(x)) < 1e-8, `${words} at ${x}`);
      }
    }
  }
});

Deno.test("a nudge is multiplied link by link, and misses where a link bends", () => {
  const [u, v, y] = passOn("lines", 0.5, 0.4);
  assert.deepEqual([u.value, v.value, y.value], [1.5, 4.5, 2.25]);
  assert.ok(Math.abs(y.nudge - 0.6) < 1e-15);
  assert.ok(Math.abs(y.change - 0.6) < 1e-15);
  const bent = passOn("sigmoid", 0.5, 0.4)[2];
  assert.ok(bent.change < bent.nudge);
  assert.equal(passOn("bell", 1, 0)[2].change, 0);
});

Deno.test("the pivot is where the two arms are as the slope", () => {
  assert.equal(pivotOf(3), -0.5); // above: arms of 0.5 and 1.5
  assert.equal(pivotOf(-1), 0.5); // in the middle: it turns the nudge round
  assert.equal(pivotOf(0), 1); // at the lower end, which cannot move
  assert.equal(pivotOf(1), Infinity); // a rod that is pushed
  for (const slope of [-2, 0.25, 5]) {
    const pivot = pivotOf(slope);
    assert.ok(Math.abs((1 - pivot) / (0 - pivot) - slope) < 1e-12);
  }
});

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

Deno.test("a power of ten has its exponent raised", () => {
  assert.equal(powerOfTen(0), "10⁰");
  assert.equal(powerOfTen("−16"), "10⁻¹⁶");
  assert.equal(powerOfTen(-7), "10⁻⁷");
});
