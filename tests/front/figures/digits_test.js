import assert from "node:assert/strict";
import {
  drawnTo,
  guesses,
  pathOf,
  picture,
  verdictOn,
} from "../../../lessons_pkg/interactive/static/figures/digits.js";

Deno.test("a line is thickened and stands in the middle", () => {
  const counts = picture([[50, 10, 0], [50, 90, 1]]);
  assert.equal(counts.length, 64);
  assert.deepEqual(counts.slice(24, 32), [0, 0, 0, 12, 12, 0, 0, 0]);
});

Deno.test("a stroke takes points that are far enough from the last", () => {
  let strokes = drawnTo([], [10.4, 20.6], 0);
  assert.deepEqual(strokes, [[10, 21, 0]]);
  assert.equal(drawnTo(strokes, [12, 21], 1), strokes);
  assert.equal(drawnTo(strokes, [12, 21], 1, 1).length, 2);
  strokes = drawnTo(strokes, [13, 21], 1);
  assert.deepEqual(strokes.at(-1), [13, 21, 1]);
  // Where a stroke begins, a near point counts; outside the field there are none.
  assert.deepEqual(drawnTo(strokes, [13, 22], 0).at(-1), [13, 22, 0]);
  assert.deepEqual(drawnTo(strokes, [-5, 200], 1).at(-1), [0, 99, 1]);
});

Deno.test("a drawing has no more points than a link holds", () => {
  let strokes = [];
  for (let k = 0; k < 500; k++) strokes = drawnTo(strokes, [k % 2 * 50, 9], 1);
  assert.equal(strokes.length, 200);
});

Deno.test("a path has a piece for each stroke, and a dot for a touch", () => {
  assert.equal(pathOf([]), "");
  assert.equal(
    pathOf([[1, 2, 0], [3, 4, 1], [5, 6, 0]]),
    "M1 2h0L3 4M5 6h0",
  );
});

Deno.test("the two likeliest digits are named, of equal ones the lower", () => {
  const shares = [0, 0.2, 0, 0.2, 0, 0, 0, 0.5, 0.1, 0];
  assert.deepEqual(guesses(shares), {
    guess: 7,
    sure: 0.5,
    second: 1,
    next: 0.2,
  });
});

Deno.test("the verdict says how sure the network is", () => {
  const said = (sure, points = 9) =>
    verdictOn({ guess: 3, sure }, undefined, points);
  assert.match(said(0.49), /^Unsure/);
  assert.match(said(0.5), /^Not quite sure/);
  assert.match(said(0.9), /^Sure/);
  assert.match(said(0.9, 200), /^There is no room for more/);
  assert.match(verdictOn({}, undefined, 0), /empty/);
  assert.match(verdictOn({ guess: 3, sure: 1 }, 3, 0), /3: .* reads it right/);
  assert.match(verdictOn({ guess: 3, sure: 1 }, 0, 0), /0: .* is wrong/);
});
