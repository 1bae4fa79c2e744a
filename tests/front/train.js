// Trains what Python asks for, and prints the weights: see
// tests/interactive/test_mlp_in_the_page.py, test_descent_in_the_page.py,
// test_softmax_in_the_page.py, test_optimise_in_the_page.py and
// test_digits_in_the_page.py.

import { Network } from "../../lessons_pkg/interactive/static/lib/mlp.js";
import {
  gradientDescent,
  newton,
  Problem,
  stochasticDescent,
} from "../../lessons_pkg/interactive/static/lib/logistic_regression.js";
import { Runs } from "../../lessons_pkg/interactive/static/figures/descent.js";
import { Run } from "../../lessons_pkg/interactive/static/lib/run.js";
import { softmax } from "../../lessons_pkg/interactive/static/lib/softmax.js";
import {
  adamStep,
  gradientStep,
  momentumStep,
  noMoments,
} from "../../lessons_pkg/interactive/static/lib/optimise.js";
import { race } from "../../lessons_pkg/interactive/static/figures/race.js";

import {
  guesses,
  picture,
  reader,
} from "../../lessons_pkg/interactive/static/figures/digits.js";

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

/** The weights after some epochs of one way down. */
function descended({ solver, X, y, rate, decay, orders, epochs }) {
  const problem = new Problem(X.map((row) => [...row, 1]), y);
  const start = problem.at(Array(X[0].length + 1).fill(0));
  const chance = orders.values();
  const order = () => chance.next().value;
  const way = {
    gd: () => gradientDescent(problem, start, 0, rate),
    sgd: () =>
      stochasticDescent(problem, start, 0, {
        learningRate: rate,
        decay,
        order,
      }),
    newton: () => newton(problem, start, 1e-8),
  }[solver]();
  let point = start;
  for (let k = 0; k < epochs; k++) {
    const { value, done } = way.next();
    if (done) break;
    point = value;
  }
  return point.w;
}

/** Weights and loss of each run of the figure after each epoch. */
const ranDown = ({ state, beans }) =>
  Object.fromEntries(
    Object.entries(new Runs(state, beans).until(300)).map((
      [name, { points }],
    ) => [name, points.map(({ w, loss }) => [...w, loss])]),
  );

/** The parameters after each step down ½ wᵀHw by one method. */
function walked({ method, H, w, rate, momentum, steps }) {
  const zeros = w.map(() => 0);
  const step = {
    gradient: (w, g) => [gradientStep(w, g, rate)],
    momentum: (w, g, v = zeros) => momentumStep(w, g, v, rate, momentum),
    adam: (w, g, moments = noMoments(w.length)) =>
      adamStep(w, g, moments, rate),
  }[method];
  let state;
  return Array.from({ length: steps }, () => {
    const g = H.map((row) => row.reduce((sum, h, j) => sum + h * w[j], 0));
    [w, state] = step(w, g, state);
    return w;
  });
}

/** The layers and the guesses of one network for some pictures. */
function readings({ network, pictures }) {
  const read = reader(network);
  return pictures.map((pixels) => {
    const layers = read(pixels);
    return { layers, ...guesses(layers[2]) };
  });
}

const {
  networks = [],
  runs = [],
  ways = [],
  descents = [],
  logits = [],
  walks = [],
  races = [],
  drawings = [],
  readers = [],
} = JSON.parse(
  Deno.readTextFileSync(Deno.args[0]),
);
console.log(JSON.stringify({
  networks: networks.map(trained),
  runs: runs.map(ran),
  ways: ways.map(descended),
  descents: descents.map(ranDown),
  walks: walks.map(walked),
  races: races.map(race),
  pictures: drawings.map(picture),
  readings: readers.map(readings),
  shares: logits.map(softmax),
}));
