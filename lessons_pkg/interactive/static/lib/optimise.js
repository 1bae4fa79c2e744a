// Steps down a loss: lessons_pkg/optimise.py in the page, name by name, for parameters
// in a row. A state goes in and comes out beside the parameters. A test runs both and
// compares the parameters.

/** w - η ∇L */
export function gradientStep(w, gradient, learningRate) {
  return w.map((each, j) => each - learningRate * gradient[j]);
}

/** w - ηv, and v = βv + ∇L; the velocity v begins with zeros. */
export function momentumStep(w, gradient, velocity, learningRate, momentum) {
  const v = velocity.map((each, j) => momentum * each + gradient[j]);
  return [w.map((each, j) => each - learningRate * v[j]), v];
}

/** What Adam remembers of m parameters before its first step. */
export const noMoments = (m) => ({
  mean: Array(m).fill(0),
  square: Array(m).fill(0),
  steps: 0,
});

/** w - η m̂ / (√ŝ + ε), and the moments, brought up to date. */
export function adamStep(w, gradient, moments, learningRate) {
  const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-8];
  const k = moments.steps + 1;
  const mean = moments.mean.map((m, j) =>
    beta1 * m + (1 - beta1) * gradient[j]
  );
  const square = moments.square.map((s, j) =>
    beta2 * s + (1 - beta2) * gradient[j] ** 2
  );
  const next = w.map((each, j) => {
    const mHat = mean[j] / (1 - beta1 ** k);
    const sHat = square[j] / (1 - beta2 ** k);
    return each - learningRate * mHat / (Math.sqrt(sHat) + epsilon);
  });
  return [next, { mean, square, steps: k }];
}
