import assert from "node:assert/strict";
import {
  entropyOf,
  fixed,
  keyMove,
  sample,
  scale,
  sigmoid,
  sigmoidSlope,
  snap,
  ticks,
} from "../../../lessons_pkg/interactive/static/lib/numbers.js";

/** Assert that two numbers agree to a relative 1e-15 or so. */
function close(actual, expected, tolerance = 4e-16) {
  const error = Math.abs(actual - expected);
  assert.ok(
    error <= tolerance * Math.abs(expected),
    `${actual} is not ${expected}`,
  );
}

Deno.test("the sigmoid has the values of a calculator with 50 digits", () => {
  const known = [
    [0, 0.5],
    [1, 0.7310585786300049],
    [-2, 0.11920292202211755],
    [-40, 4.248354255291589e-18],
    [-740, 4.2e-322],
  ];
  for (const [z, value] of known) close(sigmoid(z), value);
  assert.equal(sigmoid(1e308), 1);
  assert.equal(sigmoid(-1e308), 0);
  assert.ok(Number.isNaN(sigmoid(NaN)));
});

Deno.test("the slope is even, and is not lost in the tails", () => {
  close(sigmoidSlope(0), 0.25);
  close(sigmoidSlope(1), 0.19661193324148185);
  close(sigmoidSlope(40), 4.248354255291589e-18);
  for (const z of [0.1, 3, 36, 700]) {
    assert.equal(sigmoidSlope(z), sigmoidSlope(-z));
  }
});

Deno.test("cross-entropy is -log p of what happened, and never overflows", () => {
  for (const z of [-3, -0.2, 0, 1.7]) {
    close(entropyOf(z, 1), -Math.log(sigmoid(z)), 1e-14);
    close(entropyOf(z, 0), -Math.log(sigmoid(-z)), 1e-14);
  }
  assert.equal(entropyOf(-1000, 1), 1000);
  close(entropyOf(40, 1), 4.248354255291589e-18, 1e-15);
});

Deno.test("a number is written with a true minus, and zero without", () => {
  assert.equal(fixed(-1.25, 2), "−1.25");
  assert.equal(fixed(1.25, 2), "1.25");
  assert.equal(fixed(-0.004, 2), "0.00");
  assert.equal(fixed(-0, 1), "0.0");
  assert.equal(fixed(12, 0), "12");
  // A tie goes away from zero, here and in lessons_pkg.
  assert.equal(fixed(0.03125, 4), "0.0313");
  assert.equal(fixed(-0.125, 2), "−0.13");
  assert.equal(fixed(Infinity, 1), "∞");
  assert.equal(fixed(-Infinity, 1), "−∞");
  assert.equal(fixed(NaN, 1), "–");
});

Deno.test("snapping keeps to the grid and to the range", () => {
  const range = { min: -6, max: 6 };
  assert.equal(snap(0.31, range, 0.1), 0.3);
  assert.equal(snap(-7, range, 0.1), -6);
  assert.equal(snap(1e9, range, 0.1), 6);
  assert.ok(Object.is(snap(-0.01, range, 0.1), 0));
});

Deno.test("the keys move a slider as they move a native one", () => {
  const range = { min: -6, max: 6, step: 0.1 };
  const moves = {
    ArrowRight: 1.1,
    ArrowUp: 1.1,
    ArrowLeft: 0.9,
    ArrowDown: 0.9,
    PageUp: 2,
    PageDown: 0,
    Home: -6,
    End: 6,
  };
  for (const [key, value] of Object.entries(moves)) {
    assert.equal(keyMove(key, 1, range), value, key);
  }
  assert.equal(keyMove("ArrowRight", 6, range), 6);
  for (const key of ["Tab", "a", "Enter", "toString"]) {
    assert.equal(keyMove(key, 1, range), null);
  }
});

Deno.test("a scale carries ends to ends, and its inverse carries back", () => {
  const there = scale([-6, 6], [44, 644]);
  const back = scale([44, 644], [-6, 6]);
  assert.equal(there(-6), 44);
  assert.equal(there(6), 644);
  assert.equal(there(0), 344);
  assert.equal(back(there(1.5)), 1.5);
  assert.equal(scale([0, 1], [100, 0])(0.25), 75);
});

Deno.test("ticks are round, inside, and not too many", () => {
  assert.deepEqual(ticks(-6, 6, 6).values, [-6, -4, -2, 0, 2, 4, 6]);
  assert.deepEqual(ticks(0, 1.6, 5), {
    values: [0, 0.5, 1, 1.5],
    decimals: 1,
  });
  assert.deepEqual(ticks(0, 0.3, 3).values, [0, 0.1, 0.2, 0.3]);
  assert.deepEqual(ticks(0, 125, 5), { values: [0, 50, 100], decimals: 0 });
  for (
    const [low, high, count] of [[-6.6, 6.6, 12], [3, 3.7, 4], [0, 7e6, 5]]
  ) {
    const { values, decimals } = ticks(low, high, count);
    assert.ok(values.length >= 2 && values.length <= count + 1);
    assert.ok(values[0] >= low && values.at(-1) <= high);
    assert.equal(
      new Set(values.map((v) => fixed(v, decimals))).size,
      values.length,
    );
  }
});

Deno.test("a sample starts and ends with its range", () => {
  assert.deepEqual(sample((x) => x * x, [-1, 1], 4), [
    [-1, 1],
    [-0.5, 0.25],
    [0, 0],
    [0.5, 0.25],
    [1, 1],
  ]);
});
