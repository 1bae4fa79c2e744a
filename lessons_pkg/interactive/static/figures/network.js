// The forward pass of a recorded network of sigmoids, and what its answers are worth.

import { sigmoid } from "../lib/numbers.js";
import { entropyOf } from "../lib/surface.js";

/** The score of the last layer for one input; `layers` are [weights, biases]. */
export function scoreOf(layers, input) {
  let values = input;
  layers.forEach(([W, b], depth) => {
    const scores = b.map((bias, j) =>
      values.reduce((sum, value, i) => sum + value * W[i][j], bias)
    );
    const last = depth === layers.length - 1;
    values = last ? scores : scores.map(sigmoid);
  });
  return values[0];
}

/** The mean cross-entropy over points [x1, x2, y], and how many are right. */
export function worthOf(layers, points) {
  let loss = 0;
  let right = 0;
  for (const [x1, x2, y] of points) {
    const z = scoreOf(layers, [x1, x2]);
    loss += entropyOf(z, y) / points.length;
    right += z >= 0 === (y === 1) ? 1 : 0;
  }
  return { loss, right };
}
