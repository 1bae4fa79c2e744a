import assert from "node:assert/strict";
import {
  pathThrough,
  plotHeight,
} from "../../lessons_pkg/interactive/static/draw.js";
import {
  control,
  stateOf,
} from "../../lessons_pkg/interactive/static/controls.js";

Deno.test("a path runs through its points, to a hundredth of a pixel", () => {
  assert.equal(pathThrough([[0, 1], [2.345, -3]]), "M0.00 1.00L2.35 -3.00");
  assert.equal(pathThrough([[4, 5]]), "M4.00 5.00");
});

Deno.test("a plot is never flat on a phone nor tall on a wide screen", () => {
  assert.equal(plotHeight(280), 230);
  assert.equal(plotHeight(600), 264);
  assert.equal(plotHeight(1200), 290);
});

Deno.test("the state is read from the model by the settings' names", () => {
  const settings = [
    control("k", "steepness", "k", [-8, 8], 0.1),
    control("x0", "midpoint", "x₀", [-4, 4], 0.1),
  ];
  const model = { get: (name) => ({ k: 2, x0: -1, other: 5 })[name] };
  assert.deepEqual(stateOf(model, settings), { k: 2, x0: -1 });
});
