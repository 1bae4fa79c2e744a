import assert from "node:assert/strict";
import {
  contour,
  heights,
} from "../../../lessons_pkg/interactive/static/lib/surface.js";

Deno.test("a grid has its corners where the ranges end", () => {
  const grid = heights((x, y) => x - y, [0, 4], [-1, 1], 2, 1);
  assert.deepEqual(grid, [
    [[0, -1, 1], [2, -1, 3], [4, -1, 5]],
    [[0, 1, -1], [2, 1, 1], [4, 1, 3]],
  ]);
});

Deno.test("a line of equal height runs where the height is that", () => {
  const circle = (x, y) => x * x + y * y;
  const pieces = contour(heights(circle, [-2, 2], [-2, 2], 80, 80), 1);
  assert.ok(pieces.length > 80);
  for (const [x, y] of pieces.flat()) {
    assert.ok(Math.abs(circle(x, y) - 1) < 2e-3, `${x}, ${y}`);
  }
  assert.deepEqual(contour(heights(circle, [-2, 2], [-2, 2], 8, 8), 9), []);
});

Deno.test("a saddle is crossed by two lines", () => {
  const saddle = heights((x, y) => x * y, [-1, 1], [-1, 1], 1, 1);
  assert.equal(contour(saddle, 0).length, 2);
});
