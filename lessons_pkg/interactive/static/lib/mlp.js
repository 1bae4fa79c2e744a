// A network of layers that learns by backpropagation and stochastic gradient descent:
// lessons_pkg/mlp.py in the page, name by name, for one sigmoid output and the
// cross-entropy. A matrix is a Float64Array, row after row, and its shape is known from
// the sizes of the layers. A test trains both and compares their weights.

import { entropyOf, sigmoid } from "./numbers.js";

// Where a network starts --------------------------------------------------------------

/** The sizes of all layers, where `hidden` is a list of some. */
export function layerSizes(features, hidden, outputs = 1) {
  return [features, ...hidden, outputs];
}

/**
 * Two lists: a matrix (inputs, outputs) per layer, uniform within ±√(6 / (inputs +
 * outputs)), and a vector (outputs) of 0. `random()` gives the next number in [0, 1).
 */
export function initialWeights(sizes, random) {
  const coefs = [];
  const intercepts = [];
  for (let layer = 1; layer < sizes.length; layer++) {
    const [inputs, outputs] = [sizes[layer - 1], sizes[layer]];
    const limit = Math.sqrt(6 / (inputs + outputs));
    const W = new Float64Array(inputs * outputs);
    coefs.push(W.map(() => limit * (2 * random() - 1)));
    intercepts.push(new Float64Array(outputs));
  }
  return { coefs, intercepts };
}

// Forward and backward ----------------------------------------------------------------

/** Each activation f, and its derivative f′(z) from a = f(z). */
export const ACTIVATIONS = {
  sigmoid: { f: sigmoid, slope: (a) => a * (1 - a) },
  tanh: { f: Math.tanh, slope: (a) => 1 - a * a },
  relu: { f: (z) => Math.max(z, 0), slope: (a) => (a > 0 ? 1 : 0) },
};

/** Layers of neurons: a matrix (inputs, outputs) and a vector (outputs) for each. */
export class Network {
  /** `coefs` and `intercepts` are copied, one after the other, into one vector. */
  constructor(sizes, { coefs, intercepts }, activation) {
    Object.assign(this, { sizes, activation });
    const layers = [...coefs, ...intercepts];
    const length = layers.reduce((sum, array) => sum + array.length, 0);
    // One vector holds all parameters and one all gradients, so that a step is one
    // subtraction, however many layers there are.
    this.parameters = new Float64Array(length);
    this.gradient = new Float64Array(length);
    const views = (vector) => {
      let end = 0;
      const arrays = layers.map((array) =>
        vector.subarray(end, end += array.length)
      );
      return [arrays.slice(0, coefs.length), arrays.slice(coefs.length)];
    };
    [this.coefs, this.intercepts] = views(this.parameters);
    [this.coefGradients, this.interceptGradients] = views(this.gradient);
    layers.forEach((array, i) =>
      [...this.coefs, ...this.intercepts][i].set(array)
    );
  }

  /**
   * The pre-activations Z and the inputs A of the layers: A₀ = X, then for each layer
   * Zₗ = Aₗ Wₗ + bₗ and Aₗ₊₁ = f(Zₗ). The last Z belongs to the output.
   */
  forward(X) {
    const { f } = ACTIVATIONS[this.activation];
    const [Z, A] = [[], [X]];
    for (const [layer, W] of this.coefs.entries()) {
      if (layer > 0) A.push(Z[layer - 1].map((z) => f(z)));
      Z.push(affine(A[layer], W, this.intercepts[layer]));
    }
    return { Z, A };
  }

  /**
   * Find the gradients for coefs and intercepts, from δ = dL/dZ of the output. With
   * `outputError` to start from, these are the four equations of backpropagation.
   */
  backward(delta, A) {
    const { slope } = ACTIVATIONS[this.activation];
    for (let layer = this.coefs.length - 1; layer >= 0; layer--) {
      // dL/dW = Aᵀ δ and dL/db = Σ δ
      const b = this.interceptGradients[layer];
      transposedTimes(A[layer], delta, b.length, this.coefGradients[layer]);
      sumOfRows(delta, b);
      if (layer > 0) { // δ of the layer before is δ Wᵀ ∘ f′(Z)
        delta = timesTransposed(delta, this.coefs[layer], b.length);
        const a = A[layer];
        for (let i = 0; i < delta.length; i++) delta[i] *= slope(a[i]);
      }
    }
  }

  /** The mean loss of the samples. */
  loss(Y, z) {
    return Y.reduce((sum, y, i) => sum + entropyOf(z[i], y), 0) / Y.length;
  }

  /** δ = dL/dz at the output: with cross-entropy σ′ cancels, and δ = a - y. */
  outputError(Y, z) {
    return z.map((each, i) => sigmoid(each) - Y[i]);
  }

  /** Find scale times the gradients of the loss; returns the z of the output. */
  gradients(X, Y, scale = 1) {
    const { Z, A } = this.forward(X);
    const delta = this.outputError(Y, Z.at(-1));
    // The loss is a mean, and so δ is divided by the number of samples.
    for (let i = 0; i < delta.length; i++) delta[i] *= scale / Y.length;
    this.backward(delta, A);
    return Z.at(-1);
  }

  /**
   * Step down the gradient of one batch after the other: an epoch. `order` holds the
   * row numbers of the samples, `size` of them make a batch. Says whether all stayed
   * finite.
   */
  descend(X, Y, order, size, learningRate) {
    const { parameters, gradient, sizes } = this;
    let finite = true;
    for (let start = 0; start < order.length; start += size) {
      const batch = order.slice(start, start + size);
      const [x, y] = [rows(X, batch, sizes[0]), rows(Y, batch, 1)];
      const z = this.gradients(x, y, learningRate);
      for (let i = 0; i < parameters.length; i++) parameters[i] -= gradient[i];
      finite &&= z.every(Number.isFinite);
    }
    return finite && parameters.every(Number.isFinite);
  }

  /** The loss, and in `coefGradients` its gradients for the weights as they are. */
  lossAndGradients(X, Y) {
    return this.loss(Y, this.gradients(X, Y));
  }
}

// Matrices ----------------------------------------------------------------------------

/** A W + b, where b has an entry for each column of W. */
function affine(A, W, b) {
  const [inputs, outputs] = [W.length / b.length, b.length];
  const Z = new Float64Array(A.length / inputs * outputs);
  for (let row = 0, at = 0; at < Z.length; row++) {
    for (let j = 0; j < outputs; j++, at++) {
      let z = 0;
      for (let i = 0; i < inputs; i++) {
        z += A[row * inputs + i] * W[i * outputs + j];
      }
      Z[at] = z + b[j];
    }
  }
  return Z;
}

/** Aᵀ D into `product`, where D has so many columns. */
function transposedTimes(A, D, columns, product) {
  const inputs = product.length / columns;
  product.fill(0);
  for (let row = 0; row * columns < D.length; row++) {
    for (let i = 0; i < inputs; i++) {
      const a = A[row * inputs + i];
      for (let j = 0; j < columns; j++) {
        product[i * columns + j] += a * D[row * columns + j];
      }
    }
  }
}

/** D Wᵀ, where both have so many columns. */
function timesTransposed(D, W, columns) {
  const inputs = W.length / columns;
  const product = new Float64Array(D.length / columns * inputs);
  for (let at = 0; at < product.length; at++) {
    const [row, i] = [Math.floor(at / inputs) * columns, at % inputs * columns];
    for (let j = 0; j < columns; j++) product[at] += D[row + j] * W[i + j];
  }
  return product;
}

/** The sum of D's rows into `total`. */
function sumOfRows(D, total) {
  total.fill(0);
  for (let at = 0; at < D.length; at++) total[at % total.length] += D[at];
}

/** Some rows of a matrix with so many columns. */
function rows(matrix, numbers, columns) {
  const chosen = new Float64Array(numbers.length * columns);
  numbers.forEach((row, at) => {
    for (let i = 0; i < columns; i++) {
      chosen[at * columns + i] = matrix[row * columns + i];
    }
  });
  return chosen;
}
