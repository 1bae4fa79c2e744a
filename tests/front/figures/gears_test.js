import assert from "node:assert/strict";
import {
  CHAINS,
  passOn,
  pivotOf,
} from "../../../lessons_pkg/interactive/static/figures/gears.js";

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
