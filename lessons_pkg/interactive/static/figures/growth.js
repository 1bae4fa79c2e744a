// Growth under limited resources: the exact curve of P' = rP(1 - P/K), and the polygon
// that Euler's steps of size h make of it.

import { sample, sigmoid } from "../lib/numbers.js";
import { Plot, plotHeight } from "../lib/draw.js";
import {
  control,
  follow,
  formula,
  handle,
  html,
  readout,
  slider,
  stateOf,
} from "../lib/controls.js";
import { frame, resetButton } from "../lib/frame.js";

const STEP = control("h", "step", "h", [0.1, 2], 0.05);
const RATE = control("r", "rate", "r", [0.25, 1.25], 0.05);
const LIMIT = control("K", "limit", "K", [40, 100], 2, 1);
const START = control("P0", "start", "P₀", [1, 30], 1, 1);
const SETTINGS = [STEP, RATE, LIMIT, START];
const END = 12;

const QUESTION =
  "How long may a step be before Euler’s answer goes wrong? Drag h.";

/** Growth P' = rP(1 - P/K) from P0, solved: a logistic curve of height K. */
export function exactGrowth(t, { r, K, P0 }) {
  const middle = Math.log(K / P0 - 1) / r;
  return K * sigmoid(r * (t - middle));
}

/** Euler's points [t, P] for the same growth, from 0 to `end` in steps of h. */
export function eulerGrowth({ r, K, P0, h }, end) {
  const points = [[0, P0]];
  // A hair more than end / h, so that 12 / 0.8 makes 15 steps.
  const steps = Math.floor(end / h + 1e-9);
  for (let n = 1, P = P0; n <= steps; n++) {
    P += h * (r * P * (1 - P / K));
    points.push([n * h, P]);
  }
  return points;
}

/** Where Euler's points and the exact curve are furthest apart. */
export function largestGap(points, state) {
  const gaps = points.map(([t, P]) => Math.abs(P - exactGrowth(t, state)));
  // The margin keeps a tie with its first step, whatever the rounding.
  const first = gaps.findIndex((gap) => gap >= Math.max(...gaps) - 1e-7);
  const [t, euler] = points[first];
  return { t, exact: exactGrowth(t, state), euler, gap: gaps[first] };
}

/** What the steps do near the limit, where each multiplies the distance to it. */
export function regime(factor) {
  if (factor > 0) return "so Euler creeps up to K from below.";
  if (factor === 0) return "so Euler closes in on K at once.";
  if (factor > -1) return "so Euler jumps over K, swings and settles.";
  if (factor === -1) return "so Euler swings about K and hardly settles.";
  return "so Euler swings about K and never settles.";
}

/** The numbers below the picture. */
function numbersOf(state) {
  const points = eulerGrowth(state, END);
  const { t, exact, euler, gap } = largestGap(points, state);
  const factor = 1 - state.r * state.h;
  return { steps: points.length - 1, gap, gap_time: t, exact, euler, factor };
}

/** Three handles on the axes, each where its own number is read. */
function handles(plot, model) {
  const now = () => stateOf(model, SETTINGS);
  return [
    handle(plot, model, LIMIT, {
      kind: "lessons-vertical",
      place: () => plot.pixel([END, now().K]),
      read: ([, y]) => plot.fromY(y),
    }),
    handle(plot, model, START, {
      kind: "lessons-vertical",
      place: () => plot.pixel([0, now().P0]),
      read: ([, y]) => plot.fromY(y),
    }),
    handle(plot, model, STEP, {
      kind: "lessons-horizontal lessons-second",
      place: () => plot.pixel([now().h, 0]),
      read: ([x]) => plot.fromX(x),
    }),
  ];
}

function render({ model, el }) {
  const parts = frame(el, "Growth, exactly and by Euler’s steps", QUESTION);
  const plot = new Plot(parts.figure, {
    label: "Population over time, the exact curve and Euler’s polygon",
    x: { from: 0, to: END, name: "time t" },
    y: { from: 0, to: 125, name: "population P" },
    height: plotHeight,
  });
  const ceiling = plot.path("lessons-guide");
  const curve = plot.path("lessons-curve lessons-first");
  const polygon = plot.path("lessons-thin lessons-second");
  const dots = plot.path("lessons-dots lessons-second");
  const bar = plot.path("lessons-bar");
  const exactName = plot.label("exact", "lessons-first");
  const eulerName = plot.label("Euler", "lessons-second");
  const labelH = plot.label("h");
  const labelK = plot.label("K");
  const labelP0 = plot.label("P₀");

  const numbers = {
    steps: readout("steps", 0),
    gap: readout("gap", 2),
    gap_time: readout("gap_time", 2),
    exact: readout("exact", 2),
    euler: readout("euler", 2),
    factor: readout("factor", 2),
  };
  const { steps, gap, gap_time, exact, euler, factor } = numbers;
  parts.readouts.append(
    formula("largest gap: ", gap.node, " at t = ", gap_time.node),
  );
  const verdict = html("span");
  parts.note.append(
    "Near the limit K, each step multiplies the distance to it by ",
    formula("1 − rh = ", factor.node),
    ", ",
    verdict,
  );
  parts.fold("The numbers at the largest gap").append(
    formula("exact P = ", exact.node),
    ", ",
    formula("Euler’s P = ", euler.node),
    "; ",
    formula(steps.node, " steps up to t = 12"),
  );

  const movers = handles(plot, model);
  const sliders = [slider(parts.main, model, STEP)];
  resetButton(parts.buttons, model, SETTINGS);
  for (const each of [RATE, LIMIT, START]) {
    sliders.push(slider(parts.controls, model, each));
  }

  return follow(model, SETTINGS, [plot], (state) => {
    const { h, K, P0 } = state;
    const points = eulerGrowth(state, END);
    const now = numbersOf(state);
    plot.trace(ceiling, [[0, K], [END, K]]);
    plot.trace(curve, sample((t) => exactGrowth(t, state), [0, END], 180));
    plot.trace(polygon, points);
    plot.spots(dots, points);
    plot.trace(bar, [[now.gap_time, now.exact], [now.gap_time, now.euler]]);
    const [over, under] = now.euler > now.exact
      ? [eulerName, exactName]
      : [exactName, eulerName];
    const high = plot.pixel([now.gap_time, Math.max(now.euler, now.exact)]);
    const low = plot.pixel([now.gap_time, Math.min(now.euler, now.exact)]);
    plot.write(over, [high[0] - 8, high[1] - 8], "end");
    plot.write(under, [low[0] + 8, low[1] + 16]);
    plot.write(labelH, [plot.toX(h) + 12, plot.box.bottom - 8]);
    plot.write(labelK, [plot.box.right + 6, plot.toY(K) - 18], "end");
    plot.write(labelP0, [plot.box.left + 4, plot.toY(P0) - 18]);
    verdict.textContent = regime(now.factor);
    for (const name in numbers) numbers[name].write(now[name]);
    for (const keepUp of [...movers, ...sliders]) {
      keepUp(`largest gap ${gap.text()}`);
    }
  });
}

export default { render };
