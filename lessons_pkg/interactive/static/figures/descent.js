// Logistic regression on the beans: the curve that three runs have learned so far, and
// their paths over the surface of the loss. The runs were recorded by lessons_pkg.

import { entropyOf, fixed, sample, sigmoid } from "../lib/numbers.js";
import { Plot, plotHeight } from "../lib/draw.js";
import { contour, heights } from "../lib/surface.js";
import {
  control,
  follow,
  formula,
  html,
  readout,
  slider,
} from "../lib/controls.js";
import { frame, player, resetButton } from "../lib/frame.js";
import { option, picker } from "../lib/pickers.js";

const STOP = control("stop", "moment", "", [0, 20], 1, 0);
const SIZE = option("size", "Size", ["as measured", "standardised"]);
const SETTINGS = [STOP, SIZE];
const RUNS = {
  gd: { name: "gradient", mark: "—", look: "lessons-first" },
  sgd: { name: "stochastic", mark: "∿", look: "lessons-second" },
  newton: { name: "Newton", mark: "- -", look: "lessons-third" },
};
const LEVELS = [0.2, 0.22, 0.26, 0.33, 0.45, 0.69, 1, 1.5, 2.5, 4];
const RANGES = {
  "as measured": { x: [-0.05, 1.05], w: [-2, 18], b: [-7, 3] },
  "standardised": { x: [-1.9, 1.9], w: [-1, 6.5], b: [-1, 5] },
};

const QUESTION =
  "Which way down is the quickest, and where does each one waste time?";

/** The mean cross-entropy over inputs x with labels y of a neuron (w, b). */
export function meanEntropy({ x, y }, w, b) {
  const total = x.reduce(
    (sum, each, i) => sum + entropyOf(w * each + b, y[i]),
    0,
  );
  return total / x.length;
}

/** The part of a recorded path [pass, w, b] that lies before a stop. */
const until = (path, passes) => path.filter(([pass]) => pass <= passes);

function render({ model, el }) {
  const stops = model.get("stops");
  const parts = frame(el, "Three ways down", QUESTION);
  const beans = new Plot(parts.figure, {
    label: "The beans and the curves that the three runs have learned",
    x: { from: 0, to: 1, name: "size x" },
    y: { from: -0.08, to: 1.08, name: "toxic, and its probability p" },
    height: (width) => Math.min(190, Math.max(140, width * 0.28)),
  });
  const surface = new Plot(parts.figure, {
    label: "The loss over weight and bias, with the three paths",
    x: { from: 0, to: 1, name: "weight w" },
    y: { from: 0, to: 1, name: "bias b" },
    height: plotHeight,
  });
  beans.y.ticks = { values: [0, 0.5, 1], decimals: 1 };
  const safe = beans.path("lessons-dots lessons-first");
  const toxic = beans.path("lessons-dots lessons-second");
  const rings = surface.path("lessons-contour");
  const lines = Object.entries(RUNS).map(([run, { name, mark, look }]) => ({
    run,
    curve: beans.path(`lessons-curve ${look} lessons-${run}`),
    path: surface.path(`lessons-thin ${look} lessons-${run}`),
    dots: surface.path(`lessons-dots ${look}`),
    title: surface.label(`${name} ${mark}`, look),
  }));

  const numbers = {
    passes: readout("passes", 0),
    gd_w: readout("gd_w", 2),
    gd_b: readout("gd_b", 2),
    gd_loss: readout("gd_loss", 4),
    sgd_w: readout("sgd_w", 2),
    sgd_b: readout("sgd_b", 2),
    sgd_loss: readout("sgd_loss", 4),
    newton_w: readout("newton_w", 2),
    newton_b: readout("newton_b", 2),
    newton_loss: readout("newton_loss", 4),
  };
  const said = (run) =>
    html(
      "span",
      {},
      formula(`${RUNS[run].name}: loss `, numbers[`${run}_loss`].node),
      " ",
      formula(
        "at w = ",
        numbers[`${run}_w`].node,
        ", b = ",
        numbers[`${run}_b`].node,
      ),
    );
  parts.readouts.append(
    formula("passes through the beans: ", numbers.passes.node),
    ...Object.keys(RUNS).map(said),
  );
  parts.note.append(
    "Each line of the lower picture joins weights of equal loss; the lowest point " +
      "lies in the innermost one. A run starts at w = 0, b = 0.",
  );
  const choose = picker(parts.controls, model, SIZE);
  const slide = slider(parts.main, model, STOP);
  player(parts.buttons, model, STOP, {
    pause: 500,
    last: () => STOP.max,
    words: () => numbers.passes.text(),
  });
  resetButton(parts.buttons, model, SETTINGS);

  let drawn = "";
  const drawSurface = (size, run) => {
    const { x, w, b } = RANGES[size];
    beans.x.name = size === "standardised" ? "standardised size" : "size x";
    beans.zoom(x, [-0.08, 1.08]);
    surface.zoom(w, b);
    const of = (label) => run.x.filter((_, i) => run.y[i] === label);
    beans.spots(safe, of(0).map((each) => [each, 0]));
    beans.spots(toxic, of(1).map((each) => [each, 1]));
    const grid = heights((v, c) => meanEntropy(run, v, c), w, b, 48, 36);
    surface.strokes(rings, LEVELS.flatMap((level) => contour(grid, level)));
    // The names stand in the corner that no path enters.
    const { right, top, bottom } = surface.box;
    const first = size === "standardised" ? bottom - 48 : top + 18;
    for (const [i, { title }] of lines.entries()) {
      surface.write(title, [right - 8, first + 18 * i], "end");
    }
  };

  return follow(model, SETTINGS, [beans, surface], ({ stop, size }) => {
    const run = model.get("runs")[size];
    const now = `${size} ${surface.width}`;
    if (now !== drawn) drawSurface(size, run);
    drawn = now;
    const passes = stops[stop];
    numbers.passes.write(passes);
    const [from, to] = RANGES[size].x;
    for (const { run: name, curve, path, dots } of lines) {
      const walked = until(run[name], passes).map(([, w, b]) => [w, b]);
      const [w, b] = walked.at(-1);
      numbers[`${name}_w`].write(w);
      numbers[`${name}_b`].write(b);
      numbers[`${name}_loss`].write(meanEntropy(run, w, b));
      beans.trace(curve, sample((x) => sigmoid(w * x + b), [from, to], 120));
      surface.trace(path, walked);
      surface.spots(dots, walked.length < 40 ? walked : [[w, b]]);
    }
    const losses = Object.keys(RUNS).map((name) =>
      `${RUNS[name].name} ${numbers[`${name}_loss`].text()}`
    );
    slide(`${fixed(passes, 0)} passes, losses: ${losses.join(", ")}`);
    choose();
  });
}

export default { render };
