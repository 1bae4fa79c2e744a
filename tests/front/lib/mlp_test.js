import assert from "node:assert/strict";
import {
  ACTIVATIONS,
  initialWeights,
  layerSizes,
  Network,
} from "../../../lessons_pkg/interactive/static/lib/mlp.js";
import { mulberry32 } from "../../../lessons_pkg/interactive/static/lib/random.js";

/** A network with weights and biases that are not 0, and samples for it. */
function example(hidden, activation, n = 7) {
  const random = mulberry32(hidden.length + n);
  const sizes = layerSizes(2, hidden);
  const network = new Network(sizes, initialWeights(sizes, random), activation);
  const somewhere = () => 2 * random() - 1;
  network.parameters.forEach((_, i) => network.parameters[i] += somewhere());
  const X = Float64Array.from({ length: 2 * n }, somewhere);
  const Y = Float64Array.from({ length: n }, (_, i) => i % 2);
  return { network, X, Y };
}

const near = (found, wanted, tolerance) =>
  assert.ok(Math.abs(found - wanted) <= tolerance, `${found} for ${wanted}`);

for (const activation of Object.keys(ACTIVATIONS)) {
  for (const hidden of [[], [1], [4], [3, 5], [2, 8, 3]]) {
    Deno.test(`gradients are finite differences: ${activation}, ${hidden}`, () => {
      const { network, X, Y } = example(hidden, activation);
      const { parameters } = network;
      network.lossAndGradients(X, Y);
      const gradient = network.gradient.slice();
      const h = 1e-6;
      for (let i = 0; i < parameters.length; i++) {
        const here = parameters[i];
        const [above, below] = [h, -h].map((step) => {
          parameters[i] = here + step;
          return network.loss(Y, network.forward(X).Z.at(-1));
        });
        parameters[i] = here;
        near(gradient[i], (above - below) / (2 * h), 1e-8);
      }
    });
  }
}

Deno.test("a network by hand, that of Network's docstring", () => {
  const start = {
    coefs: [Float64Array.of(1, 2), Float64Array.of(3)],
    intercepts: [Float64Array.of(0), Float64Array.of(4)],
  };
  const network = new Network([2, 1, 1], start, "tanh");
  const { Z, A } = network.forward(Float64Array.of(-1, -0.5));
  assert.deepEqual([...Z[0]], [-2]);
  assert.deepEqual([...A[1]], [Math.tanh(-2)]);
  near(Z[1][0], 4 + 3 * Math.tanh(-2), 1e-15);
  const delta = network.outputError([0], Z[1])[0];
  near(delta, 1 / (1 + Math.exp(-Z[1][0])), 1e-15);
  network.lossAndGradients(Float64Array.of(-1, -0.5), Float64Array.of(0));
  near(network.coefGradients[1][0], delta * Math.tanh(-2), 1e-15);
  near(network.interceptGradients[1][0], delta, 1e-15);
});

Deno.test("an epoch is a step for each batch, the last one as large as is left", () => {
  const { network, X, Y } = example([3], "sigmoid");
  const twin = new Network(network.sizes, network, "sigmoid");
  const order = [6, 2, 0, 5, 1, 4, 3];
  network.descend(X, Y, order, 3, 0.5);
  for (const batch of [[6, 2, 0], [5, 1, 4], [3]]) {
    const x = Float64Array.from(batch.flatMap((i) => [X[2 * i], X[2 * i + 1]]));
    twin.lossAndGradients(x, Float64Array.from(batch, (i) => Y[i]));
    twin.parameters.forEach((_, i) =>
      twin.parameters[i] -= 0.5 * twin.gradient[i]
    );
  }
  network.parameters.forEach((each, i) =>
    near(each, twin.parameters[i], 1e-14)
  );
});

Deno.test("weights start within Glorot's limits, and biases at 0", () => {
  const sizes = layerSizes(2, [8, 8]);
  const { coefs, intercepts } = initialWeights(sizes, mulberry32(3));
  coefs.forEach((W, layer) => {
    const limit = Math.sqrt(6 / (sizes[layer] + sizes[layer + 1]));
    assert.equal(W.length, sizes[layer] * sizes[layer + 1]);
    assert.ok(W.every((w) => Math.abs(w) < limit));
    assert.ok(Math.max(...W) > limit / 2 || W.length < 9);
  });
  assert.ok(intercepts.every((b) => b.every((each) => each === 0)));
});

Deno.test("a copy of the weights is taken", () => {
  const sizes = layerSizes(1, [2]);
  const start = initialWeights(sizes, mulberry32(0));
  const before = [...start.coefs[0]];
  const network = new Network(sizes, start, "relu");
  network.descend(Float64Array.of(1), Float64Array.of(1), [0], 1, 1);
  assert.deepEqual([...start.coefs[0]], before);
});
