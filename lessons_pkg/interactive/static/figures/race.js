// Gradient descent, momentum and Adam race down one valley, a bowl ½ wᵀHw seen from
// above. The page takes the steps, by ../lib/optimise.js.

import { twoDigits } from "../lib/numbers.js";
import { lineKey, Plot } from "../lib/draw.js";
import { contour, heights } from "../lib/surface.js";
import {
  adamStep,
  gradientStep,
  momentumStep,
  noMoments,
} from "../lib/optimise.js";
import {
  control,
  follow,
  formula,
  html,
  listSlider,
  readout,
  slider,
} from "../lib/controls.js";
import { frame, player, resetButton } from "../lib/frame.js";

const LAST = 200;
const STEP = {
  ...control("step", "step", "", [0, LAST], 1, 0),
  values: Array.from({ length: LAST + 1 }, (_, step) => step),
};
const CONDITIONING = {
  ...control("conditioning", "condition number", "κ", [1, 100], 1, 0),
  values: [1, 2, 5, 10, 20, 50, 100],
};
const RATE = control("rate", "learning rate", "η", [0.05, 2.1], 0.05, 2);
const MOMENTUM = control("momentum", "momentum", "β", [0, 0.95], 0.05, 2);
const ADAM_RATE = {
  ...control("adam_rate", "Adam’s learning rate", "η", [0.02, 1]),
  values: [0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1],
};
const ANGLE = control("angle", "valley turned by degrees", "", [0, 45], 5, 0);
const SETTINGS = [STEP, CONDITIONING, RATE, MOMENTUM, ADAM_RATE, ANGLE];
const METHODS = {
  gradient: "gradient descent",
  momentum: "momentum",
  adam: "Adam",
};
const START = [-6, 3]; // along the valley, and across it
const LEVELS = [0.01, 0.05, 0.2, 0.5, 1, 2, 4, 7, 11];
const [WIDE, HIGH] = [[-8, 8], [-5, 5]];
const QUESTION =
  "Who is down first, and how does that depend on how narrow the valley is?";

/** H, with the eigenvalue 1/κ along the valley and 1 across it, and the start. */
export function valley({ conditioning, angle }) {
  const turn = angle * Math.PI / 180;
  const along = [Math.cos(turn), Math.sin(turn)];
  const across = [-Math.sin(turn), Math.cos(turn)];
  const H = [0, 1].map((i) =>
    [0, 1].map((j) =>
      along[i] * along[j] / conditioning + across[i] * across[j]
    )
  );
  const start = [0, 1].map((i) => START[0] * along[i] + START[1] * across[i]);
  return { H, start };
}

const times = (H, w) => H.map(([a, b]) => a * w[0] + b * w[1]);
const lossOf = (H, [x, y]) =>
  (x * (H[0][0] * x + H[0][1] * y) + y * (H[1][0] * x + H[1][1] * y)) / 2;

/** Of each method its path, the losses on it, and how many steps it takes to arrive. */
export function race(state) {
  const { H, start } = valley(state);
  const steps = {
    gradient: (w, g) => [gradientStep(w, g, state.rate)],
    momentum: (w, g, velocity = [0, 0]) =>
      momentumStep(w, g, velocity, state.rate, state.momentum),
    adam: (w, g, moments = noMoments(2)) =>
      adamStep(w, g, moments, state.adam_rate),
  };
  const run = (step) => {
    const path = [start];
    let [w, memory] = [start, undefined];
    for (let k = 0; k < LAST; k++) {
      [w, memory] = step(w, times(H, w), memory);
      path.push(w);
    }
    const losses = path.map((point) => lossOf(H, point));
    const above = losses.findLastIndex((loss) => loss > losses[0] / 1000);
    return { path, losses, steps: above < LAST ? above + 1 : Infinity };
  };
  return Object.fromEntries(
    Object.entries(steps).map(([name, step]) => [name, run(step)]),
  );
}

function render({ model, el }) {
  const parts = frame(el, "A race down a valley", QUESTION);
  const plot = new Plot(parts.figure, {
    label: "The valley from above, with the three paths",
    x: { from: WIDE[0], to: WIDE[1], name: "w₁" },
    y: { from: HIGH[0], to: HIGH[1], name: "w₂" },
    height: (width) => Math.min(330, (width - 60) * 0.625),
  });
  const rings = plot.path("lessons-contour");
  const bottom = plot.path("lessons-dots lessons-bottom");
  const ways = Object.fromEntries(
    Object.keys(METHODS).map((name) => [name, {
      line: plot.path(`lessons-way lessons-${name}`),
      dots: plot.path(`lessons-dots lessons-${name}`),
    }]),
  );
  const losses = {
    gradient: readout("gradient_loss", 2, twoDigits),
    momentum: readout("momentum_loss", 2, twoDigits),
    adam: readout("adam_loss", 2, twoDigits),
  };
  const arrivals = Object.fromEntries(
    Object.keys(METHODS).map((name) => [name, readout(`${name}_steps`, 0)]),
  );
  for (const [name, words] of Object.entries(METHODS)) {
    const key = lineKey(`lessons-way lessons-${name}`);
    const line = html("span", { class: "lessons-racer" });
    line.append(
      formula(key, `${words}: loss `, losses[name].node),
      " ",
      formula("arrives after ", arrivals[name].node, " steps"),
    );
    parts.readouts.append(line);
  }
  parts.note.textContent =
    "Each thin line joins points of equal loss, and the bottom is at (0, 0). A " +
    "method has arrived when its loss stays below a thousandth of the first one; " +
    "∞ means not within 200 steps.";

  const words = () =>
    Object.entries(METHODS).map(([name, title]) =>
      `${title} ${losses[name].text()}`
    ).join(", ");
  const sliders = [listSlider(parts.main, model, STEP)];
  player(parts.buttons, model, STEP, { pause: 90, last: () => LAST, words });
  resetButton(parts.buttons, model, SETTINGS);
  sliders.push(
    listSlider(parts.controls, model, CONDITIONING),
    slider(parts.controls, model, RATE),
    slider(parts.controls, model, MOMENTUM),
  );
  const more = html("div", { class: "lessons-controls" });
  parts.fold("More settings").append(more);
  sliders.push(
    listSlider(more, model, ADAM_RATE),
    slider(more, model, ANGLE),
  );

  let [drawn, known, runs] = ["", "", null];
  return follow(model, SETTINGS, [plot], (state) => {
    const key = JSON.stringify({ ...state, step: 0 });
    if (key !== known) runs = race(state);
    known = key;
    const surface = `${state.conditioning} ${state.angle} ${plot.width}`;
    if (surface !== drawn) {
      const { H } = valley(state);
      const grid = heights((x, y) => lossOf(H, [x, y]), WIDE, HIGH, 80, 50);
      plot.strokes(rings, LEVELS.flatMap((level) => contour(grid, level)));
      plot.spots(bottom, [[0, 0]]);
    }
    drawn = surface;
    for (const name of Object.keys(METHODS)) {
      const walked = runs[name].path.slice(0, state.step + 1)
        .filter(([x, y]) => Math.hypot(x, y) < 1e4);
      plot.trace(ways[name].line, walked);
      plot.spots(ways[name].dots, walked.slice(-40));
      losses[name].write(runs[name].losses[state.step]);
      arrivals[name].write(runs[name].steps);
    }
    for (const keepUp of sliders) keepUp(words());
  });
}

export default { render };
