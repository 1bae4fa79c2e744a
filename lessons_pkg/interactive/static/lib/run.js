// A training as a reader watches it: a network of mlp.js goes from epoch to epoch and
// leaves a trace, its loss and the size of the gradient in each layer. The state of the
// figure tells it all: the same state, the same weights, here and in Training.model().

import { initialWeights, layerSizes, Network } from "./mlp.js";
import { mulberry32, permutation } from "./random.js";

/** Milliseconds of training in a frame; the rest of its 16 is for the drawing. */
export const BUDGET = 8;
// How many moments a trace keeps; when there are more, every other one goes.
const MOST = 240;

/** Mean |value|. */
const meanSize = (values) =>
  values.reduce((sum, value) => sum + Math.abs(value), 0) / values.length;

/** The run of a state that is not behind it: the one there is, or a new one. */
export function runFor(state, samples, run = null) {
  const key = JSON.stringify({ ...state, epoch: 0 });
  if (run?.key === key && run.epoch <= state.epoch) return run;
  return Object.assign(new Run(state, samples), { key });
}

/** One training, from its start. */
export class Run {
  /** The samples are rows [x1, x2, y] or [x, y]; `batch` is "all" or a count. */
  constructor({ hidden, activation, learning_rate, batch, seed }, samples) {
    const n = samples.length;
    this.X = Float64Array.from(samples.flatMap((row) => row.slice(0, -1)));
    this.Y = Float64Array.from(samples, (row) => row.at(-1));
    this.rate = learning_rate;
    this.size = batch === "all" ? n : Number(batch);
    this.random = mulberry32(seed);
    const sizes = layerSizes(samples[0].length - 1, hidden);
    const start = initialWeights(sizes, this.random);
    this.network = new Network(sizes, start, activation);
    this.epoch = 0;
    this.overflow = false;
    this.stride = 1;
    this.trace = [this.moment()];
  }

  /** Go through all samples once; the weights stay where they are on overflow. */
  step() {
    const { network, X, Y } = this;
    const n = Y.length;
    const before = network.parameters.slice();
    const order = this.size < n
      ? permutation(n, this.random)
      : Array.from({ length: n }, (_, i) => i);
    if (!network.descend(X, Y, order, this.size, this.rate)) {
      network.parameters.set(before);
      this.overflow = true;
      return;
    }
    this.epoch += 1;
    if (this.epoch % this.stride === 0) this.remember();
  }

  /** Train until an epoch, or as far as some milliseconds reach; says how far. */
  until(epoch, budget) {
    const end = performance.now() + budget;
    while (this.epoch < epoch && !this.overflow) {
      this.step();
      if (performance.now() > end) break;
    }
    return this.epoch;
  }

  remember() {
    this.trace.push(this.moment());
    if (this.trace.length <= MOST) return;
    this.stride *= 2;
    this.trace = this.trace.filter(({ epoch }) => epoch % this.stride === 0);
  }

  /** Where the run stands, over all samples: what its trace keeps, and more. */
  moment() {
    const { network, X, Y } = this;
    const z = network.gradients(X, Y);
    const right = z.reduce((n, each, i) => n + (each > 0 === Y[i] > 0.5), 0);
    const sizes = network.coefGradients.map(meanSize);
    return { epoch: this.epoch, loss: network.loss(Y, z), right, sizes };
  }
}
