import assert from "node:assert/strict";
import { halfPlane } from "../../../lessons_pkg/interactive/static/lib/plane.js";

const SQUARE = [[0, 0], [2, 0], [2, 2], [0, 2]];

Deno.test("a line cuts a square in two, or leaves it whole", () => {
  const { part, rim } = halfPlane(SQUARE, [1, 0, -0.5]);
  assert.deepEqual(part, [[0.5, 0], [2, 0], [2, 2], [0.5, 2]]);
  assert.deepEqual(rim, [[0.5, 0], [0.5, 2]]);
  assert.deepEqual(halfPlane(SQUARE, [1, 1, 1]), { part: SQUARE, rim: [] });
  assert.deepEqual(halfPlane(SQUARE, [0, 0, -1]), { part: [], rim: [] });
  // Through two corners: still one line with two ends.
  assert.deepEqual(halfPlane(SQUARE, [1, -1, 0]).rim.length, 2);
});
