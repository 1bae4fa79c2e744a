import assert from "node:assert/strict";
import {
  FUNCTIONS,
  normalBelow,
} from "../../../lessons_pkg/interactive/static/lib/activations.js";
import { layersOf } from "../../../lessons_pkg/interactive/static/figures/depth.js";

const near = (actual, expected, tolerance) =>
  assert.ok(
    Math.abs(actual - expected) <= tolerance,
    `${actual} is not ${expected}`,
  );

Deno.test("the normal distribution is that of the tables", () => {
  // From mpmath, to sixteen digits.
  near(normalBelow(0), 0.5, 1e-16);
  near(normalBelow(1), 0.8413447460685429, 1e-15);
  near(normalBelow(-2.5), 0.006209665325776132, 1e-15);
  near(normalBelow(5), 0.9999997133484281, 1e-15);
  assert.equal(normalBelow(30), 1);
  assert.equal(normalBelow(-30), 0);
});

for (const [name, { f, slope }] of Object.entries(FUNCTIONS)) {
  Deno.test(`${name} has the derivative that a finite difference measures`, () => {
    for (const z of [-7.3, -2.1, -0.4, 0.3, 1.9, 6.4]) {
      near(slope(z), (f(z + 1e-5) - f(z - 1e-5)) / 2e-5, 1e-8);
    }
  });
}

Deno.test("the last error signal is 1, and each factor leads one layer back", () => {
  const rows = layersOf({ function: "tanh", scale: 1.3, layers: 7 });
  assert.deepEqual(rows.map(({ layer }) => layer), [1, 2, 3, 4, 5, 6, 7]);
  assert.equal(rows[6].size, 1);
  for (let i = 0; i < 6; i++) {
    near(rows[i].size, rows[i].factor * rows[i + 1].size, 1e-15);
  }
  assert.equal(rows[0].spread, 1.3);
});
