// A network that the reader trains: its output over the plane, the loss and the size of
// the gradient in each layer so far, and what each neuron has learned. The page trains
// it, by ../lib/mlp.js.

import { Plot } from "../lib/draw.js";
import { twoDigits } from "../lib/numbers.js";
import { onTheme, themeColours } from "../lib/picture.js";
import { Decision, GRID } from "../lib/decision.js";
import { BUDGET, runFor } from "../lib/run.js";
import { trainButton } from "../lib/train.js";
import { NetworkPicture } from "../lib/network.js";
import {
  control,
  follow,
  formula,
  html,
  listSlider,
  readout,
  roomyFormula,
} from "../lib/controls.js";
import { button, frame } from "../lib/frame.js";
import { option, picker } from "../lib/pickers.js";
import { watch } from "./watch.js";

const DATA = option("data", "Learn", ["moons", "XOR", "circles", "beans"]);
const ACTIVATION = option(
  "activation",
  "Activation",
  ["sigmoid", "tanh", "relu"],
  { relu: "ReLU" },
);
const BATCH = option("batch", "Samples per step", ["all", "10", "1"]);
const LAYERS = { words: "Hidden layers", choices: ["1", "2", "3"] };
const HIDDEN = { name: "hidden", read: hiddenFrom };
const RATE = {
  ...control("learning_rate", "learning rate", "η", [0.01, 10]),
  values: [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10],
};
const SEED = { name: "seed", last: 999 };
const EPOCH = { name: "epoch", last: 5000 };
const STATE = [DATA, HIDDEN, ACTIVATION, RATE, BATCH, SEED, EPOCH];
const MOST_NEURONS = 8;

// Where the axis of epochs ends, so that there is room for a name behind a curve.
const ENDS = [50, 70, 100, 150, 200, 300, 500, 700];
ENDS.push(...ENDS.map((end) => 10 * end).slice(2));

const TOO_LARGE =
  "The next step would make the weights too large for a number: choose a smaller " +
  "learning rate.";
const QUESTION = "Which layer learns first, and which one waits? Press Play.";

/** The sizes of hidden layers that a link names, if there can be such. */
function hiddenFrom(sizes) {
  const fit = (n) => Number.isInteger(n) && n >= 1 && n <= MOST_NEURONS;
  return sizes.length <= LAYERS.choices.length && sizes.every(fit)
    ? sizes
    : undefined;
}

// What the reader does ----------------------------------------------------------------

/** Change traits, as Python would. */
function change(model, traits) {
  for (const [name, value] of Object.entries(traits)) model.set(name, value);
  model.save_changes();
}

/** The model as the settings see it: a new value starts the training anew. */
function startingAnew(model) {
  return {
    get: (name) => model.get(name),
    set: (name, value) => {
      model.set(EPOCH.name, 0);
      model.set(name, value);
    },
    save_changes: () => model.save_changes(),
  };
}

/** The number of hidden layers as a picker sees it; a new layer is like the last. */
function layersOf(model) {
  return {
    get: () => String(model.get("hidden").length),
    set: (_, value) => {
      const hidden = model.get("hidden");
      const sizes = Array.from(
        { length: Number(value) },
        (_, i) => hidden[i] ?? hidden.at(-1),
      );
      model.set("hidden", sizes);
    },
    save_changes: () => model.save_changes(),
  };
}

/** A slider from 0 to `last`; `read` and `write` say what it stands for. */
function countingSlider(name, ends, write) {
  const input = html("input", { type: "range", step: 1, ...ends });
  input.setAttribute("aria-label", name);
  input.addEventListener("input", () => write(Number(input.value)));
  return input;
}

/** A slider for the neurons of each hidden layer there is. */
function widthSliders(parent, model) {
  const room = html("div", { class: "lessons-widths" });
  parent.append(room);
  let sliders = [];
  const make = (layer) => {
    const words = `neurons in layer ${layer + 1}`;
    const input = countingSlider(words, { min: 1, max: MOST_NEURONS }, (n) => {
      const hidden = model.get("hidden");
      change(model, {
        hidden: hidden.map((each, i) => (i === layer ? n : each)),
      });
    });
    const count = html("span", { class: "lessons-count" });
    const title = html("span", {}, words);
    room.append(
      html("label", { class: "lessons-slider" }, title, input, count),
    );
    return { input, count };
  };
  return () => {
    const hidden = model.get("hidden");
    if (sliders.length !== hidden.length) {
      room.replaceChildren();
      sliders = hidden.map((_, layer) => make(layer));
    }
    for (const [layer, { input, count }] of sliders.entries()) {
      input.value = hidden[layer];
      input.setAttribute("aria-valuetext", String(hidden[layer]));
      count.textContent = hidden[layer];
    }
  };
}

/** Play, Step and Reset, and elsewhere New start; returns how to stop playing. */
function buttons(parent, elsewhere, model, training) {
  const said = html("span", { class: "lessons-unseen", role: "status" });
  const tell = () => (said.textContent = training.words());
  const { rest } = trainButton(parent, model, { ...training, tell });
  const make = (room, words, traits) =>
    button(room, words, () => {
      rest();
      change(model, traits());
      tell();
    });
  make(parent, "Step", () => ({
    epoch: Math.min(training.epoch() + 1, EPOCH.last),
  }));
  make(parent, "Reset", () => ({ epoch: 0 }));
  make(elsewhere, "New start", () => ({
    epoch: 0,
    seed: (model.get(SEED.name) + 1) % (SEED.last + 1),
  }));
  parent.append(said);
  return rest;
}

// What the reader sees ----------------------------------------------------------------

/** The name of a layer of weights. */
const layerName = (layer, depth) =>
  layer === depth - 1 ? "output" : `layer ${layer + 1}`;

/** The number with this logarithm, as an axis has it. */
function powerOfTen(power) {
  if (power >= -2 && power <= 2) return String(Number(`1e${power}`));
  return `10${power < 0 ? "⁻" : ""}${"⁰¹²³⁴⁵⁶⁷⁸⁹"[Math.abs(power)] ?? "¹⁰"}`;
}

/** The least round number that is not below. */
const roundUp = (value) =>
  [1, 1.5, 2, 3, 5, 10, 20, 50, 100].find((each) => each >= value) ?? 1000;

/** The loss, and the size of the gradient in each layer, so far. */
class Curves {
  constructor(parent) {
    const epochs = () => ({ from: 0, to: ENDS[0], name: "epochs" });
    this.loss = new Plot(parent, {
      label: "The loss so far",
      x: { ...epochs(), shared: true },
      y: { from: 0, to: 1, name: "loss" },
      height: () => 84,
    });
    this.sizes = new Plot(parent, {
      label: "The size of the gradient in each layer so far",
      x: epochs(),
      y: { from: -4, to: 0, name: "size of the gradient" },
      height: () => 120,
    });
    this.fall = this.loss.path("lessons-curve lessons-loss");
    this.here = this.loss.path("lessons-dots lessons-loss");
    this.lines = Array.from({ length: 4 }, (_, i) => ({
      curve: this.sizes.path(`lessons-curve lessons-layer${i}`),
      dot: this.sizes.path(`lessons-dots lessons-layer${i}`),
      title: this.sizes.label("", `lessons-layer${i}`),
    }));
    this.ranges = "";
  }

  /** Take in all that there is to draw. */
  fit(trace, epoch) {
    const most = Math.max(...trace.map(({ loss }) => loss));
    const logs = trace.flatMap(({ sizes }) => sizes.map(Math.log10))
      .filter(Number.isFinite).concat(-1);
    const ranges = {
      to: ENDS.find((end) => end >= 1.35 * epoch),
      loss: roundUp(most),
      low: Math.max(-10, Math.min(-4, Math.floor(Math.min(...logs) - 0.4))),
      high: Math.max(0, Math.ceil(Math.max(...logs))),
    };
    if (JSON.stringify(ranges) === this.ranges) return;
    this.ranges = JSON.stringify(ranges);
    const { to, loss, low, high } = ranges;
    const half = { values: [0, loss / 2, loss], decimals: loss < 2 ? 2 : 1 };
    this.loss.y.ticks = half;
    this.loss.zoom([0, to], [0, loss]);
    const step = high - low > 5 ? 2 : 1;
    const count = Math.floor((high - low) / step) + 1;
    const values = Array.from({ length: count }, (_, i) => high - step * i);
    this.sizes.y.ticks = { values, words: powerOfTen };
    this.sizes.zoom([0, to], [low, high]);
  }

  show(run, moment) {
    const trace = [...run.trace, moment];
    const depth = moment.sizes.length;
    this.fit(trace, moment.epoch);
    this.loss.trace(this.fall, trace.map(({ epoch, loss }) => [epoch, loss]));
    this.loss.spots(this.here, [[moment.epoch, moment.loss]]);
    const places = [];
    for (const [i, { curve, dot, title }] of this.lines.entries()) {
      // The output layer has a look of its own, the last one.
      const layer = i === 3 ? depth - 1 : i;
      const drawn = i === 3 || i < depth - 1;
      title.textContent = drawn ? layerName(layer, depth) : "";
      const rows = drawn
        ? trace.map(({ epoch, sizes }) => [
          epoch,
          Math.max(this.sizes.y.from, Math.log10(sizes[layer])),
        ])
        : [];
      if (!drawn) {
        for (const path of [curve, dot]) path.setAttribute("d", "");
        continue;
      }
      this.sizes.trace(curve, rows);
      this.sizes.spots(dot, rows.slice(-1));
      const [x, y] = this.sizes.pixel(rows.at(-1));
      places.push({ title, x, y });
    }
    // Names that would lie upon each other make room.
    places.sort((a, b) => a.y - b.y);
    let above = -Infinity;
    const { top, bottom } = this.sizes.box;
    const room = 15;
    for (const [i, { title, x, y }] of places.entries()) {
      const last = bottom - room * (places.length - 1 - i);
      const at = Math.min(Math.max(y + 5, above + room, top + 8), last);
      above = at;
      this.sizes.write(title, [x + 9, at]);
    }
  }
}

function render({ model, el }) {
  if (model.get("small")) return watch({ model, el });
  const parts = frame(el, "A network to train", QUESTION);
  const [left, right, below] = ["answer", "curves", "neurons"].map((kind) =>
    html("div", { class: `lessons-${kind}` })
  );
  parts.figure.classList.add("lessons-pair");
  parts.figure.append(left, right);
  // Under the settings, so that what the question asks about shares a screen with them.
  parts.controls.after(below);
  const colours = themeColours(parts.figure, [
    ...["blue", "vermillion", "ink", "paper", "muted", "line"],
    ...["green", "purple", "orange"],
  ]);
  const plane = new Decision(left);
  const curves = new Curves(right);
  const neurons = new NetworkPicture(below, ...GRID);

  const settings = startingAnew(model);
  const follows = [picker(parts.controls, settings, DATA)];
  let run = null;
  const training = {
    last: EPOCH.last,
    epoch: () => run.epoch,
    until: (epoch) => run.until(epoch, BUDGET),
    stuck: () => run?.overflow,
    words: () =>
      `${run.epoch} epochs, loss ${n.loss.text()}, ` +
      `${n.right.text()} of ${total.textContent} right`,
  };
  const inside = parts.fold("Neurons, samples per step, start");
  const start = html("p", { class: "lessons-start" });
  const rest = buttons(parts.buttons, start, model, training);
  const epoch = readout(EPOCH.name, 0);
  const seed = readout(SEED.name, 0);
  const numbers = {
    loss: readout("loss", 4),
    right: readout("right", 0),
    first: readout("first", 2, twoDigits),
    last: readout("last", 2, twoDigits),
  };
  const n = numbers;
  const total = html("span");
  const standing = html("span", { class: "lessons-standing" });
  standing.append(
    roomyFormula(9, "epoch ", epoch.node),
    " ",
    formula("loss ", n.loss.node),
    " ",
    roomyFormula(13, n.right.node, " of ", total, " right"),
  );
  parts.main.append(standing);
  parts.readouts.append(
    formula("gradient of layer 1: ", n.first.node),
    formula("of the output layer: ", n.last.node),
  );

  follows.push(picker(parts.controls, layersOf(settings), LAYERS));
  follows.push(picker(parts.controls, settings, ACTIVATION));
  follows.push(listSlider(parts.controls, settings, RATE));
  follows.push(widthSliders(inside, settings));
  follows.push(picker(inside, settings, BATCH));
  start.append(" start ", seed.node);
  inside.append(start);
  const colouring = html("p", { class: "lessons-note" });
  parts.fold("What the colours mean").append(colouring);

  const draw = (state) => {
    const samples = model.get("sets")[state.data];
    run = runFor(state, samples, run);
    run.until(state.epoch, BUDGET);
    const behind = run.epoch < state.epoch && !run.overflow;
    if (behind) requestAnimationFrame(redraw);
    const paints = colours();
    const moment = run.moment();
    plane.take(state.data, samples);
    const { Z, A } = run.network.forward(plane.grid.points);
    plane.show(Z.at(-1), paints);
    curves.show(run, moment);
    neurons.show(run.network, plane.grid, { Z, A }, paints);
    epoch.write(run.epoch);
    seed.write(state.seed);
    total.textContent = samples.length;
    const [first, last] = [moment.sizes[0], moment.sizes.at(-1)];
    const values = { ...moment, first, last };
    for (const name in numbers) numbers[name].write(values[name]);
    parts.note.textContent = run.overflow ? TOO_LARGE : "";
    colouring.textContent = coloursOf(state);
    for (const keepUp of follows) keepUp();
  };
  const now = () =>
    Object.fromEntries(STATE.map(({ name }) => [name, model.get(name)]));
  const redraw = () => {
    if (el.isConnected) draw(now());
  };
  const plots = [plane.plot, curves.loss, curves.sizes, neurons];
  const stops = [follow(model, STATE, plots, draw), onTheme(redraw), rest];
  // A colour is known only on the page.
  requestAnimationFrame(redraw);
  return () => {
    for (const stop of stops) stop();
  };
}

/** What the colours mean. */
function coloursOf({ data }) {
  const weights =
    "Lines are weights: vermillion if positive, blue and dashed if " +
    "negative, thicker if larger.";
  return data === "beans"
    ? "The curve is the network’s output, the probability that a bean of that size " +
      "is toxic (a triangle). Each small picture is a neuron’s activation over the " +
      `same sizes. ${weights}`
    : "Where the plane is vermillion the output is above ½ (triangles), where it is " +
      "blue below (rings); on the dark line it is ½. Each small picture shows in " +
      `the same colours where a neuron is active. ${weights}`;
}

export default { render };
