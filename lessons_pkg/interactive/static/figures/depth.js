// A function f beside its derivative, and the size of the error signal in each of many
// layers of it. The layers are so wide that their pre-activations are a normal
// distribution; a mean over a layer is a mean over its places.

import { sample, twoDigits } from "../lib/numbers.js";
import { Plot } from "../lib/draw.js";
import { FUNCTIONS } from "../lib/activations.js";
import {
  control,
  follow,
  formula,
  html,
  readout,
  slider,
} from "../lib/controls.js";
import { frame, resetButton } from "../lib/frame.js";
import { option, picker } from "../lib/pickers.js";
import { powerOfTen } from "./stepsize.js";

const SCALE = control("scale", "scale of the weights", "s", [0.2, 4], 0.05, 2);
const LAYERS = control("layers", "hidden layers", "", [2, 20], 1, 0);
const FUNCTION = option("function", "Function f", [
  "sigmoid",
  "tanh",
  "relu",
  "leaky_relu",
  "elu",
  "gelu",
  "softplus",
  "identity",
], {
  relu: "ReLU",
  leaky_relu: "leaky ReLU",
  elu: "ELU",
  gelu: "GELU",
});
const SETTINGS = [SCALE, LAYERS, FUNCTION];
const QUESTION =
  "How much of the error signal reaches layer 1? Choose a function, and move s.";
const Z = [-4, 4];
const HEIGHT = (width) => Math.min(200, Math.max(140, width * 0.5));

// A standard normal number, as 240 places and their chances. They are the cubes of even
// steps, and so stand close together around 0, where functions bend.
const STEPS = Array.from({ length: 240 }, (_, i) => (i + 0.5) / 120 - 1);
const PLACES = STEPS.map((u) => 6.5 * u ** 3);
const WEIGHTS = STEPS.map((u, i) => Math.exp(-(PLACES[i] ** 2) / 2) * u * u);
const TOTAL = WEIGHTS.reduce((sum, weight) => sum + weight, 0);

/** The root of the mean of g² where z is normal around 0, and `spread` its size. */
function rootMeanSquare(g, spread) {
  let sum = 0;
  PLACES.forEach((t, i) => (sum += WEIGHTS[i] * g(spread * t) ** 2));
  return Math.sqrt(sum / TOTAL);
}

/** Of each layer: the size of its z and of its error signal, 1 in the last one. */
export function layersOf({ function: name, scale, layers }) {
  const { f, slope } = FUNCTIONS[name];
  const rows = [];
  let spread = scale;
  for (let layer = 1; layer <= layers; layer++) {
    rows.push({ layer, spread, factor: scale * rootMeanSquare(slope, spread) });
    spread = scale * rootMeanSquare(f, spread);
  }
  let size = 1;
  for (const row of rows.toReversed()) {
    if (row.layer < layers) size *= row.factor;
    row.size = size;
  }
  return rows;
}

function verdictOn(size) {
  if (size < 1e-3) return "Less than a thousandth arrives: it vanishes.";
  if (size > 1e3) return "More than a thousand times as much: it explodes.";
  return "Between a thousandth and a thousandfold: it neither vanishes nor explodes.";
}

function render({ model, el }) {
  const parts = frame(el, "Error signals in a deep network", QUESTION);
  parts.figure.classList.add("lessons-pair");
  const [left, right] = [html("div"), html("div")];
  parts.figure.append(left, right);
  const shape = new Plot(left, {
    label: "The function f and its derivative over the pre-activation z",
    x: { from: Z[0], to: Z[1], name: "pre-activation z" },
    y: { from: -1.2, to: 2.2, name: "f(z) and f′(z)" },
    height: HEIGHT,
  });
  const sizes = new Plot(right, {
    label: "The size of the error signal in each layer, over powers of ten",
    x: { from: 1, to: 20, name: "layer" },
    y: {
      from: -12,
      to: 8,
      name: "size of δ",
      ticks: { values: [-12, -8, -4, 0, 4, 8], words: powerOfTen },
    },
    height: HEIGHT,
  });
  const zero = shape.path("lessons-axis");
  const edges = shape.path("lessons-guide");
  const slopeCurve = shape.path("lessons-curve lessons-second lessons-dashed");
  const curve = shape.path("lessons-curve lessons-first");
  const names = [
    shape.label("f", "lessons-first"),
    shape.label("f′", "lessons-second"),
  ];
  const even = sizes.path("lessons-guide");
  const chain = sizes.path("lessons-thin lessons-second");
  const dots = sizes.path("lessons-dots lessons-second");

  const numbers = {
    size: readout("size", 2, twoDigits),
    factor: readout("factor", 3),
    spread: readout("spread", 2, twoDigits),
  };
  const { size, factor, spread } = numbers;
  parts.readouts.append(
    formula("δ in layer 1 : δ in the last = ", size.node),
    formula("per layer × ", factor.node),
    formula("z in the last layer about ±", spread.node),
  );
  parts.fold("What is computed").append(
    "Layers of many neurons, with random weights of mean 0 and standard deviation " +
      "s/√m for m inputs, biases of 0, and standardised inputs. The dashed upright " +
      "lines hold two thirds of the last layer’s pre-activations between them.",
  );
  const slide = slider(parts.main, model, SCALE);
  resetButton(parts.buttons, model, SETTINGS);
  const choose = picker(parts.controls, model, FUNCTION);
  const deepen = slider(parts.controls, model, LAYERS);

  return follow(model, SETTINGS, [shape, sizes], (state) => {
    const { f, slope } = FUNCTIONS[state.function];
    const rows = layersOf(state);
    const now = {
      size: rows[0].size,
      factor: rows[0].size ** (1 / (state.layers - 1)),
      spread: rows.at(-1).spread,
    };
    shape.trace(zero, [[Z[0], 0], [Z[1], 0]]);
    shape.trace(curve, sample(f, Z, 160));
    shape.trace(slopeCurve, sample(slope, Z, 320));
    const edge = Math.min(now.spread, 2 * Z[1]);
    shape.strokes(edges, [-edge, edge].map((z) => [[z, -1.2], [z, 2.2]]));
    const [fName, slopeName] = names;
    shape.write(fName, shape.pixel([-3.8, f(-3.8) + 0.15]));
    const [x, y] = shape.pixel([3.4, slope(3.4)]);
    shape.write(slopeName, [x, y + (slope(3.4) < f(3.4) ? 20 : -10)]);
    const points = rows.map((row) => [row.layer, Math.log10(row.size)]);
    sizes.trace(even, [[1, 0], [20, 0]]);
    sizes.trace(chain, points);
    sizes.spots(dots, points);
    for (const name in numbers) numbers[name].write(now[name]);
    parts.note.textContent = verdictOn(now.size);
    const said = `δ in layer 1 is ${size.text()} of that in the last`;
    slide(said);
    deepen(said);
    choose();
  });
}

export default { render };
