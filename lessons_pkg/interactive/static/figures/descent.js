// Logistic regression on the beans: the curve that three runs have learned so far, and
// their paths over the surface of the loss. The page runs them, by
// ../lib/logistic_regression.js.

import { sample, sigmoid } from "../lib/numbers.js";
import { lineKey, Plot } from "../lib/draw.js";
import { contour, heights } from "../lib/surface.js";
import { MARKS } from "../lib/marks.js";
import { mulberry32, permutation } from "../lib/random.js";
import {
  gradientDescent,
  newton,
  Problem,
  stochasticDescent,
} from "../lib/logistic_regression.js";
import {
  control,
  follow,
  formula,
  html,
  listSlider,
  readout,
} from "../lib/controls.js";
import { button, frame, resetButton } from "../lib/frame.js";
import { option, picker } from "../lib/pickers.js";
import { trainButton } from "../lib/train.js";

const LAST = 300;
const [DECAY, SEED] = [0.02, 0]; // of stochastic descent
const STOPS = [...Array(11).keys(), 12, 15, 20, 25, 30, 40, 50, 75, 100];
const EPOCH = {
  ...control("epoch", "epoch", "", [0, LAST], 1, 0),
  values: [...STOPS, 150, 200, 250, LAST],
};
const GD_RATE = {
  ...control("gd_rate", "gradient descent’s", "η", [0.1, 100]),
  values: [0.1, 0.2, 0.5, 1, 2, 4, 8, 15, 25, 40, 60, 100],
};
const SGD_RATE = {
  ...control("sgd_rate", "stochastic descent’s", "η", [0.01, 20]),
  values: [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20],
};
const SIZE = option("size", "Size", ["as measured", "standardised"]);
const SETTINGS = [EPOCH, SIZE, GD_RATE, SGD_RATE];
const RUNS = { gd: "gradient", sgd: "stochastic", newton: "Newton" };
const LEVELS = [0.2, 0.22, 0.26, 0.33, 0.45, 0.69, 1, 1.5, 2.5, 4];
const RANGES = {
  "as measured": { x: [-0.05, 1.05], w: [-2, 18], b: [-7, 3] },
  "standardised": { x: [-1.9, 1.9], w: [-1, 6.5], b: [-1, 5] },
};

const QUESTION =
  "Which way down is the quickest, and where does each one waste time?";

/** What is minimised for beans [size, label]. */
const problemOf = (beans) =>
  new Problem(beans.map(([x]) => [x, 1]), beans.map(([, y]) => y));

/**
 * The three runs, as far as somebody has looked: for each solver its points, one an
 * epoch from 0 on, and the path that it walked, some weights [epoch, w, b]. The first
 * epochs of stochastic descent have eight each.
 */
export class Runs {
  constructor({ gd_rate, sgd_rate }, beans) {
    const n = beans.length;
    const problem = problemOf(beans);
    const start = problem.at([0, 0]);
    const random = mulberry32(SEED);
    let steps = 0;
    const add = (w) => {
      steps += 1;
      if (steps > 8 * n || steps % Math.ceil(n / 8)) return;
      this.sgd.path.push([steps / n, ...w]);
    };
    const sgd = {
      learningRate: sgd_rate,
      decay: DECAY,
      order: () => permutation(n, random),
      add,
    };
    const ways = {
      gd: gradientDescent(problem, start, 0, gd_rate),
      sgd: stochasticDescent(problem, start, 0, sgd),
      newton: newton(problem, start, 1e-8),
    };
    for (const [name, way] of Object.entries(ways)) {
      this[name] = { way, points: [start], path: [[0, ...start.w]] };
    }
  }

  /** Go on until an epoch; Newton's run ends earlier, where the gradient is small. */
  until(epoch) {
    for (const { way, points, path } of Object.values(this)) {
      while (points.length <= epoch) {
        const { value, done } = way.next();
        if (done) break;
        path.push([points.length, ...value.w]);
        points.push(value);
      }
    }
    return this;
  }
}

/** The beans and three curves over them, and the surface with three paths. */
class Pictures {
  constructor(parent) {
    const [left, right] = [html("div"), html("div")];
    parent.classList.add("lessons-pair");
    parent.append(left, right);
    const narrow = (small, large) => (width) => width < 300 ? small : large;
    this.beans = new Plot(left, {
      label: "The beans and the curves that the three runs have learned",
      x: { from: 0, to: 1, name: "size x" },
      y: { from: -0.08, to: 1.08, name: "toxic, and its probability p" },
      height: narrow(120, 250),
    });
    this.surface = new Plot(right, {
      label: "The loss over weight and bias, with the three paths",
      x: { from: 0, to: 1, name: "weight w" },
      y: { from: 0, to: 1, name: "bias b" },
      height: narrow(230, 250),
    });
    this.beans.y.ticks = { values: [0, 0.5, 1], decimals: 1 };
    this.marks = ["first", "second"].map((kind) =>
      this.beans.path(`lessons-bean lessons-${kind}`)
    );
    this.rings = this.surface.path("lessons-contour");
    this.runs = Object.keys(RUNS).map((run) => ({
      run,
      curve: this.beans.path(`lessons-curve lessons-${run}`),
      path: this.surface.path(`lessons-way lessons-${run}`),
      dots: this.surface.path(`lessons-dots lessons-${run}`),
    }));
    this.drawn = "";
  }

  /** Draw what stays while the runs go on. */
  take(size, samples) {
    const { beans, surface } = this;
    const now = `${size} ${beans.width} ${surface.width}`;
    if (now === this.drawn) return;
    const { x, w, b } = RANGES[size];
    beans.x.name = size === "standardised" ? "standardised size" : "size x";
    beans.zoom(x, [-0.08, 1.08]);
    surface.zoom(w, b);
    for (const [label, path] of this.marks.entries()) {
      const own = samples.filter(([, y]) => y === label);
      const marks = own.map((bean) => MARKS[label](beans.pixel(bean), 3.2));
      path.setAttribute("d", marks.join(""));
    }
    const problem = problemOf(samples);
    const grid = heights((v, c) => problem.loss([v, c]), w, b, 48, 36);
    surface.strokes(
      this.rings,
      LEVELS.flatMap((level) => contour(grid, level)),
    );
    this.drawn = `${size} ${beans.width} ${surface.width}`;
  }

  /** Draw how far the runs have come. */
  show(runs, { epoch, size }) {
    const across = RANGES[size].x;
    for (const { run, curve, path, dots } of this.runs) {
      const walked = runs[run].path.filter(([at]) => at <= epoch)
        .map(([, ...weights]) => weights);
      const [w, b] = walked.at(-1);
      this.beans.trace(curve, sample((x) => sigmoid(w * x + b), across, 120));
      this.surface.trace(path, walked);
      this.surface.spots(dots, walked.length < 40 ? walked : [[w, b]]);
    }
  }
}

function render({ model, el }) {
  const parts = frame(el, "Three ways down", QUESTION);
  const pictures = new Pictures(parts.figure);
  const numbers = Object.fromEntries(
    Object.keys(RUNS).flatMap((run) => [
      [`${run}_w`, readout(`${run}_w`, 2)],
      [`${run}_b`, readout(`${run}_b`, 2)],
      [`${run}_loss`, readout(`${run}_loss`, 4)],
    ]),
  );
  const losses = () =>
    Object.entries(RUNS).map(([run, name]) =>
      `${name} ${numbers[`${run}_loss`].text()}`
    ).join(", ");
  for (const [run, name] of Object.entries(RUNS)) {
    const key = lineKey(`lessons-way lessons-${run}`);
    const { node } = numbers[`${run}_loss`];
    parts.readouts.append(formula(key, `${name}: loss `, node));
  }
  parts.figure.append(parts.readouts);
  parts.note.append(
    "In the map of w and b each thin line joins points of equal loss, and the lowest " +
      "point lies in the innermost one. Every run starts at w = 0, b = 0.",
  );

  let [runs, settled] = [null, ""];
  const slide = listSlider(parts.main, model, EPOCH);
  const said = html("span", { class: "lessons-unseen", role: "status" });
  const tell =
    () => (said.textContent = `epoch ${model.get("epoch")}: ${losses()}`);
  const { rest } = trainButton(parts.buttons, model, {
    last: LAST,
    pace: (epoch) => 1.5 + epoch / 3,
    until: (epoch) => epoch,
    tell,
  });
  button(parts.buttons, "Step", () => {
    rest();
    model.set("epoch", Math.min(LAST, model.get("epoch") + 1));
    model.save_changes();
    tell();
  });
  resetButton(parts.buttons, model, SETTINGS);
  parts.buttons.append(said);
  const choose = picker(parts.controls, model, SIZE);
  const rates = html("div", { class: "lessons-controls" });
  parts.fold("Learning rates").append(rates);
  const rateSliders = [GD_RATE, SGD_RATE].map((each) =>
    listSlider(rates, model, each)
  );
  const weights = parts.fold("Weights and biases");
  for (const [run, name] of Object.entries(RUNS)) {
    const [w, b] = ["w", "b"].map((each) => numbers[`${run}_${each}`].node);
    weights.append(html("p", {}, `${name}: `, formula("w = ", w, ", b = ", b)));
  }

  const stop = follow(
    model,
    SETTINGS,
    [pictures.beans, pictures.surface],
    (state) => {
      const samples = model.get("sets")[state.size];
      const key = JSON.stringify({ ...state, epoch: 0 });
      if (key !== settled) runs = new Runs(state, samples);
      settled = key;
      runs.until(state.epoch);
      pictures.take(state.size, samples);
      pictures.show(runs, state);
      for (const run of Object.keys(RUNS)) {
        const { points } = runs[run];
        const { w, loss } = points[Math.min(state.epoch, points.length - 1)];
        numbers[`${run}_w`].write(w[0]);
        numbers[`${run}_b`].write(w[1]);
        numbers[`${run}_loss`].write(loss);
      }
      for (const keepUp of [slide, ...rateSliders]) keepUp(losses());
      choose();
    },
  );
  return () => {
    rest();
    stop();
  };
}

export default { render };
