import assert from "node:assert/strict";
import {
  eulerGrowth,
  exactGrowth,
  largestGap,
  regime,
} from "../../../lessons_pkg/interactive/static/figures/growth.js";

/** Assert that two numbers agree to a relative 1e-15 or so. */
function close(actual, expected, tolerance = 4e-16) {
  const error = Math.abs(actual - expected);
  assert.ok(
    error <= tolerance * Math.abs(expected),
    `${actual} is not ${expected}`,
  );
}

Deno.test("exact growth starts at P0, ends at K and solves its equation", () => {
  const state = { r: 0.7, K: 80, P0: 12 };
  close(exactGrowth(0, state), 12, 1e-14);
  close(exactGrowth(100, state), 80, 1e-14);
  for (const t of [0.5, 3, 9]) {
    const slope =
      (exactGrowth(t + 1e-5, state) - exactGrowth(t - 1e-5, state)) / 2e-5;
    const P = exactGrowth(t, state);
    close(slope, 0.7 * P * (1 - P / 80), 1e-8);
  }
});

Deno.test("Euler's first steps are those of pencil and paper", () => {
  const points = eulerGrowth({ r: 1, K: 100, P0: 20, h: 0.5 }, 12);
  assert.equal(points.length, 25);
  assert.deepEqual(points.slice(0, 3), [[0, 20], [0.5, 28], [1, 38.08]]);
});

Deno.test("Euler takes as many steps as fit, whatever the rounding", () => {
  const steps = (h) => eulerGrowth({ r: 1, K: 100, P0: 20, h }, 12).length - 1;
  // 12 / 0.8 is 15 or a hair less, 12 / 0.1 is 120 or a hair less.
  assert.deepEqual([0.1, 0.8, 1.2, 1.9, 2].map(steps), [120, 15, 10, 6, 6]);
});

Deno.test("the largest gap is the first of those that tie", () => {
  const state = { r: 1, K: 100, P0: 20 };
  const off = (t, by) => [t, exactGrowth(t, state) + by];
  const points = [off(0, 1), off(1, -5), off(2, 5), off(3, 2)];
  const { t, exact, euler, gap } = largestGap(points, state);
  assert.equal(t, 1);
  close(gap, 5, 1e-12);
  assert.equal(gap, exact - euler);
});

Deno.test("what Euler does near K depends on the factor alone", () => {
  const said = [0.2, 0, -0.5, -1, -1.2].map(regime);
  assert.equal(new Set(said).size, 5);
  assert.match(said[0], /from below/);
  assert.match(said[2], /settles\.$/);
  assert.match(said[4], /never settles/);
});
