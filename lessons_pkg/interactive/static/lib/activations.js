// The activation functions of lessons_pkg/activation.py, each beside its derivative,
// both taken at the pre-activation z. `mlp.js` has three of them with the derivative
// taken at a, as a network needs it.

import { sigmoid, sigmoidSlope } from "./numbers.js";

/** The chance that a standard normal number lies below z (Marsaglia's series). */
export function normalBelow(z) {
  if (Math.abs(z) > 9) return z > 0 ? 1 : 0;
  let sum = z;
  for (let term = z, odd = 3; sum + term !== sum; odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  return 0.5 + sum * normalDensity(z);
}

const normalDensity = (z) => Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);

const tanhSlope = (z) => 4 * sigmoidSlope(2 * z);

export const FUNCTIONS = {
  sigmoid: { f: sigmoid, slope: sigmoidSlope },
  tanh: { f: Math.tanh, slope: tanhSlope },
  relu: { f: (z) => Math.max(z, 0), slope: (z) => z > 0 ? 1 : 0 },
  leaky_relu: {
    f: (z) => z > 0 ? z : 0.01 * z,
    slope: (z) => z > 0 ? 1 : 0.01,
  },
  elu: {
    f: (z) => z > 0 ? z : Math.expm1(z),
    slope: (z) => z > 0 ? 1 : Math.exp(z),
  },
  gelu: {
    f: (z) => z * normalBelow(z),
    slope: (z) => normalBelow(z) + z * normalDensity(z),
  },
  softplus: {
    f: (z) => Math.log1p(Math.exp(-Math.abs(z))) + Math.max(z, 0),
    slope: sigmoid,
  },
  identity: { f: (z) => z, slope: () => 1 },
};
