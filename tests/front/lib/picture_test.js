import assert from "node:assert/strict";
import {
  gridOf,
  zeroLine,
} from "../../../lessons_pkg/interactive/static/lib/picture.js";

Deno.test("a grid goes row by row from the top left to the bottom right", () => {
  const { points } = gridOf([0, 2], [10, 20], 3, 2);
  assert.deepEqual(
    [...points],
    [0, 20, 1, 20, 2, 20, 0, 10, 1, 10, 2, 10],
  );
});

/** The pieces of the zero line of f over a grid of whole numbers. */
function pieces(f, columns, rows) {
  const found = [];
  const value = (i) => f(i % columns, Math.floor(i / columns));
  zeroLine(value, columns, rows, (...ends) => found.push(ends));
  return found;
}

Deno.test("the zero line of a plane is straight and goes from rim to rim", () => {
  const found = pieces((x, y) => x + 2 * y - 5.5, 8, 5);
  for (const [x0, y0, x1, y1] of found) {
    for (const [x, y] of [[x0, y0], [x1, y1]]) {
      assert.ok(Math.abs(x + 2 * y - 5.5) < 1e-12);
    }
  }
  const xs = found.flatMap(([x0, , x1]) => [x0, x1]);
  assert.deepEqual([Math.min(...xs), Math.max(...xs)], [0, 5.5]);
});

Deno.test("the zero line of a bowl is closed, and a saddle has two pieces", () => {
  const ends = pieces((x, y) => (x - 5) ** 2 + (y - 5) ** 2 - 9.5, 11, 11)
    .flatMap(([x0, y0, x1, y1]) => [[x0, y0], [x1, y1]])
    .map((end) => end.map((each) => each.toFixed(6)).join());
  const counts = ends.map((end) => ends.filter((e) => e === end).length);
  assert.ok(ends.length > 20 && counts.every((count) => count === 2));
  assert.equal(pieces((x, y) => (x - 0.5) * (y - 0.5), 2, 2).length, 2);
  assert.deepEqual(pieces(() => 1, 4, 4), []);
});
