// Logistic regression: lessons_pkg/logistic_regression.py in the page, name by name,
// for samples without weights and a loss without penalty. A row of X ends with a 1, so
// that the last weight is the intercept. A test runs both and compares their weights.

import { entropyOf, sigmoid } from "./numbers.js";

// The loss ----------------------------------------------------------------------------

function dot(a, b) {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** What is minimised: L(w) = mean cross-entropy of y and σ(Xw). */
export class Problem {
  constructor(X, y) {
    Object.assign(this, { X, y });
  }

  /** Weights w, and there z = Xw, p = σ(z), the loss and its gradient. */
  at(w) {
    const z = this.X.map((x) => dot(x, w));
    const p = z.map(sigmoid);
    const gradient = this.gradient(this.X, this.y, p);
    return { w, z, p, loss: this.loss(w), gradient };
  }

  /** L(w) alone. */
  loss(w) {
    const { X, y } = this;
    let sum = 0;
    for (let i = 0; i < y.length; i++) sum += entropyOf(dot(X[i], w), y[i]);
    return sum / y.length;
  }

  /** ∇L(w) = Xᵀ(p - y) / n, for rows X, y with p = σ(Xw). */
  gradient(X, y, p) {
    const error = p.map((each, i) => each - y[i]);
    return X[0].map((_, j) => dot(error, X.map((x) => x[j])) / y.length);
  }

  /** Xᵀ S X / n, where S is the diagonal of p(1 - p). */
  hessian(p) {
    const { X } = this;
    const s = p.map((each) => each * (1 - each) / p.length);
    return X[0].map((_, j) =>
      X[0].map((_, k) => X.reduce((sum, x, i) => sum + s[i] * x[j] * x[k], 0))
    );
  }
}

// Three ways down ---------------------------------------------------------------------

/** Whether no entry of the gradient is larger than tol. */
const isFlat = ({ gradient }, tol) =>
  gradient.every((each) => Math.abs(each) <= tol);

/** w - t s */
const stepped = (w, t, s) => w.map((each, j) => each - t * s[j]);

/** Yield the points after each w ← w - η ∇L(w). */
export function* gradientDescent(problem, point, tol, learningRate) {
  while (!isFlat(point, tol)) {
    point = problem.at(stepped(point.w, learningRate, point.gradient));
    yield point;
  }
}

/**
 * Yield the points after each epoch of steps along the gradients of single samples, by
 * η / (1 + decay k) in epoch k = 0, 1, …. `order()` gives the next order of the rows,
 * and `add(w)` hears of each step.
 */
export function* stochasticDescent(
  problem,
  point,
  tol,
  { learningRate, decay, order, add = () => {} },
) {
  const { X, y } = problem;
  for (let epoch = 0; !isFlat(point, tol); epoch++) {
    const rate = learningRate / (1 + decay * epoch);
    let { w } = point;
    for (const row of order()) {
      const p = [sigmoid(dot(X[row], w))];
      w = stepped(w, rate, problem.gradient([X[row]], [y[row]], p));
      add(w);
    }
    point = problem.at(w);
    yield point;
  }
}

/**
 * Yield the points after each w ← w - t H⁻¹ ∇L(w), with t = 1, 1/2, 1/4, …, halved
 * until the loss does not rise.
 */
export function* newton(problem, point, tol) {
  while (!isFlat(point, tol)) {
    const step = solve(problem.hessian(point.p), point.gradient);
    const bound = point.loss * (1 + 1e-14); // with room for rounding
    let [t, next] = [1, problem.at(stepped(point.w, 1, step))];
    while (next.loss > bound) {
      t /= 2;
      next = problem.at(stepped(point.w, t, step));
    }
    if (next.w.every((each, j) => each === point.w[j])) return;
    point = next;
    yield point;
  }
}

/** H⁻¹ g for a Hessian of full rank, by elimination. */
function solve(H, g) {
  const rows = H.map((row, i) => [...row, g[i]]);
  const n = rows.length;
  for (let i = 0; i < n; i++) {
    for (let below = i + 1; below < n; below++) {
      const factor = rows[below][i] / rows[i][i];
      rows[below] = stepped(rows[below], factor, rows[i]);
    }
  }
  const x = Array(n).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    const known = dot(rows[i].slice(i + 1, n), x.slice(i + 1));
    x[i] = (rows[i][n] - known) / rows[i][i];
  }
  return x;
}
