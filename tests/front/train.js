// Trains what Python asks for, and prints the weights: see
// tests/interactive/test_mlp_in_the_page.py.

import { Network } from "../../lessons_pkg/interactive/static/lib/mlp.js";
import { Run } from "../../lessons_pkg/interactive/static/lib/run.js";

const flat = (matrix) => Float64Array.from(matrix.flat());

/** The weights after each epoch that is asked for, from a start and in some orders. */
function trained(
  { sizes, start, activation, X, y, rate, size, orders, stops },
) {
  const [coefs, intercepts] = start.map((arrays) => arrays.map(flat));
  const network = new Network(sizes, { coefs, intercepts }, activation);
  const found = [];
  for (const [i, order] of orders.entries()) {
    network.descend(flat(X), flat(y), order, size, rate);
    if (stops.includes(i + 1)) found.push([...network.parameters]);
  }
  return found;
}

/** The same of a state of the figure, and its numbers there. */
function ran({ state, samples }) {
  const run = new Run(state, samples);
  run.until(state.epoch, Infinity);
  const { loss, right, sizes } = run.moment();
  const parameters = [...run.network.parameters];
  return { parameters, epoch: run.epoch, loss, right, sizes };
}

const { networks, runs } = JSON.parse(Deno.readTextFileSync(Deno.args[0]));
console.log(JSON.stringify({
  networks: networks.map(trained),
  runs: runs.map(ran),
}));
