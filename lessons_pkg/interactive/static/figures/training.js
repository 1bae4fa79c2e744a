// A network that learns: its answers over the plane, its loss and the size of the
// gradients in each layer, scrubbed through the epochs that lessons_pkg recorded.

import { entropyOf, sigmoid } from "../lib/numbers.js";
import { pathThrough, Plot } from "../lib/draw.js";
import { contour, field, heights } from "../lib/surface.js";
import {
  control,
  follow,
  formula,
  frame,
  html,
  readout,
  resetButton,
  slider,
} from "../lib/controls.js";
import { option, picker, playButton } from "../lib/pickers.js";

const STOP = control("stop", "moment", "", [0, 26], 1, 0);
const PROBLEM = option("problem", "Learn", ["XOR", "moons"]);
const LAYERS = option(
  "layers",
  "with",
  ["1 hidden layer", "3 hidden layers"],
);
const SETTINGS = [STOP, PROBLEM, LAYERS];
const RANGES = {
  XOR: { x: [-0.5, 1.5], y: [-0.5, 1.5] },
  moons: { x: [-1.6, 2.6], y: [-1.2, 1.7] },
};
const QUESTION = "Which layer learns first, and which one waits? Press Play.";

/** The score of the last layer for one input; `layers` are [weights, biases]. */
function scoreOf(layers, input) {
  let values = input;
  layers.forEach(([W, b], depth) => {
    const scores = b.map((bias, j) =>
      values.reduce((sum, value, i) => sum + value * W[i][j], bias)
    );
    const last = depth === layers.length - 1;
    values = last ? scores : scores.map(sigmoid);
  });
  return values[0];
}

/** The mean cross-entropy over points [x1, x2, y], and how many are right. */
function worthOf(layers, points) {
  let loss = 0;
  let right = 0;
  for (const [x1, x2, y] of points) {
    const z = scoreOf(layers, [x1, x2]);
    loss += entropyOf(z, y) / points.length;
    right += z >= 0 === (y === 1) ? 1 : 0;
  }
  return { loss, right };
}

/** A triangle around a pixel. */
const triangle = ([x, y]) =>
  pathThrough([[x, y - 6], [x + 5.5, y + 4.5], [x - 5.5, y + 4.5]]) + "Z";

/** A ring around a pixel. */
const ring = ([x, y]) =>
  `M${x - 4.5} ${y}a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0Z`;

/** The three plots: the plane, and beside it the loss and the gradients. */
function makePlots(figure) {
  const left = html("div");
  const right = html("div");
  figure.classList.add("lessons-beside");
  figure.append(left, right);
  const epochs = { from: 0, to: 2000, name: "epochs" };
  return {
    plane: new Plot(left, {
      label: "The samples and the network’s answer over the plane",
      x: { from: 0, to: 1, name: "x₁" },
      y: { from: 0, to: 1, name: "x₂" },
      height: (width) => Math.min(300, Math.max(220, width * 0.8)),
    }),
    loss: new Plot(right, {
      label: "The loss over the epochs",
      x: { ...epochs },
      y: { from: 0, to: 1, name: "loss" },
      height: () => 90,
    }),
    sizes: new Plot(right, {
      label:
        "The mean size of a weight’s gradient in each layer over the epochs",
      x: { ...epochs },
      y: {
        from: -6.2,
        to: -0.8,
        name: "gradient size, log₁₀",
        ticks: { values: [-6, -5, -4, -3, -2, -1], decimals: 0 },
      },
      height: () => 140,
    }),
  };
}

function render({ model, el }) {
  const stops = model.get("stops");
  const parts = frame(el, "A network that learns", QUESTION);
  const { plane, loss, sizes } = makePlots(parts.figure);
  const paint = field(plane, 40, 32);
  const border = plane.path("lessons-border");
  const zeros = plane.path("lessons-first lessons-mark");
  const ones = plane.path("lessons-second lessons-mark");
  const lossCurve = loss.path("lessons-curve lessons-first");
  const lossHere = loss.path("lessons-guide");
  const layerCurves = ["last", "third", "second", "first"].map((name, i) => ({
    name,
    curve: sizes.path(`lessons-curve lessons-layer${i}`),
    title: sizes.label("", `lessons-layer${i}`),
  }));
  const sizesHere = sizes.path("lessons-guide");

  const numbers = {
    epochs: readout("epochs", 0),
    loss: readout("loss", 4),
    right: readout("right", 0),
    first: readout("first", 2),
    last: readout("last", 2),
    ratio: readout("ratio", 1),
  };
  const n = numbers;
  const total = html("span");
  const power = (node) => html("sup", {}, node);
  parts.readouts.append(
    formula("epochs: ", n.epochs.node),
    formula("loss: ", n.loss.node),
    formula("right: ", n.right.node, " of ", total),
    formula("gradient of the first layer: 10", power(n.first.node)),
    formula("of the last: 10", power(n.last.node)),
  );
  parts.note.append(
    "The last layer’s gradients are ",
    n.ratio.node,
    " times as large as the first’s. Where the field is vermillion the network " +
      "answers 1, where it is blue 0; on the line it answers ½.",
  );
  const follows = [
    picker(parts.controls, model, PROBLEM),
    picker(parts.controls, model, LAYERS),
  ];
  const slide = slider(parts.controls, model, STOP);
  playButton(parts.controls, model, STOP, { pause: 350 });
  resetButton(parts.controls, model, SETTINGS);

  const drawCurves = (run, points) => {
    const lossAt = (weights, i) => [stops[i], worthOf(weights, points).loss];
    loss.trace(lossCurve, run.weights.map(lossAt));
    const depth = run.sizes[0].length;
    layerCurves.forEach(({ name, curve, title }, i) => {
      // The last layer is one curve in every network, and so is the first.
      const layer = i === 3 || i === depth - 1 ? 0 : depth - 1 - i;
      const drawn = i < depth - 1 || i === 3;
      const line = drawn ? run.sizes.map((s, k) => [stops[k], s[layer]]) : [];
      if (drawn) sizes.trace(curve, line);
      else curve.setAttribute("d", "");
      title.textContent = drawn && (i === 0 || i === 3) ? name : "";
      if (title.textContent) {
        const [right, end] = sizes.pixel(line.at(-1));
        const side = i === 0 ? -8 : 16;
        sizes.write(title, [right - 6, end + side], "end");
      }
    });
  };

  let drawn = "";
  const plots = [plane, loss, sizes];
  return follow(model, SETTINGS, plots, ({ stop, problem, layers }) => {
    const { points, [layers]: run } = model.get("runs")[problem];
    const now = `${problem} ${layers} ${plane.width} ${loss.width}`;
    if (now !== drawn) {
      plane.zoom(RANGES[problem].x, RANGES[problem].y);
      drawCurves(run, points);
      const marks = (y, mark) =>
        points.filter((p) => p[2] === y).map((p) => mark(plane.pixel(p))).join(
          "",
        );
      zeros.setAttribute("d", marks(0, ring));
      ones.setAttribute("d", marks(1, triangle));
      total.textContent = points.length;
    }
    drawn = now;
    const weights = run.weights[stop];
    const score = (x, y) => scoreOf(weights, [x, y]);
    paint((x, y) => 2 * sigmoid(score(x, y)) - 1);
    const { x, y } = RANGES[problem];
    plane.strokes(border, contour(heights(score, x, y, 40, 32), 0));
    const epochs = stops[stop];
    loss.trace(lossHere, [[epochs, loss.y.from], [epochs, loss.y.to]]);
    sizes.trace(sizesHere, [[epochs, sizes.y.from], [epochs, sizes.y.to]]);
    const [first, last] = [run.sizes[stop][0], run.sizes[stop].at(-1)];
    const worth = worthOf(weights, points);
    const values = {
      epochs,
      ...worth,
      first,
      last,
      ratio: 10 ** (last - first),
    };
    for (const name in numbers) numbers[name].write(values[name]);
    slide(
      `${n.epochs.text()} epochs, loss ${n.loss.text()}, ` +
        `${n.right.text()} of ${points.length} right`,
    );
    for (const keepUp of follows) keepUp();
  });
}

export default { render };
