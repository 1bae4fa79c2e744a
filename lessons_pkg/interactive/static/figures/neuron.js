// The neuron you can drag: a logistic curve with its steepness, midpoint and height,
// and on it a point with its tangent.

import { sample, sigmoid, sigmoidSlope } from "../lib/numbers.js";
import { Plot, plotHeight } from "../lib/draw.js";
import {
  control,
  follow,
  formula,
  handle,
  readout,
  slider,
  stateOf,
} from "../lib/controls.js";
import { frame, resetButton } from "../lib/frame.js";

const INPUT = control("x", "input", "x", [-6, 6], 0.1);
const STEEPNESS = control("k", "steepness", "k", [-8, 8], 0.1);
const MIDPOINT = control("x0", "midpoint", "x₀", [-4, 4], 0.1);
const HEIGHT = control("L", "height", "L", [0.2, 1.5], 0.05);
const SETTINGS = [INPUT, STEEPNESS, MIDPOINT, HEIGHT];

const QUESTION =
  "Where is the curve steepest, and how steep is it there? Drag x, x₀ and k.";

/** What a logistic curve says at x, and a neuron's names for it. */
function numbersOf({ k, x0, L, x }) {
  const bias = -k * x0;
  return {
    value: L * sigmoid(k * (x - x0)),
    slope: L * sigmoidSlope(k * (x - x0)) * k,
    steepest: (L * k) / 4,
    weight: k,
    bias,
    z: k * x + bias,
  };
}

/** A step on the screen, so many pixels long, in the direction of a slope. */
function along(plot, slope, length) {
  const across = plot.toX(1) - plot.toX(0);
  const up = slope * (plot.toY(1) - plot.toY(0));
  const share = length / Math.hypot(across, up);
  return [share * across, share * up];
}

/** Where the point stands that the reader moves. */
function pointAt(plot, state) {
  return plot.pixel([state.x, numbersOf(state).value]);
}

/** The middle of the curve, and the end of the lever that tilts it. */
function leverAt(plot, { k, x0, L }) {
  const [x, y] = plot.pixel([x0, L / 2]);
  const [dx, dy] = along(plot, (L * k) / 4, plot.reach);
  return [[x, y], [x + dx, y + dy]];
}

/** The steepness that brings the lever's end to a pixel. */
function leverMeans(plot, { x0, L }, [x, y]) {
  // The lever points to the right; pulled past the upright, it stays there.
  const run = Math.max(plot.fromX(x) - x0, 1e-6);
  const rise = plot.fromY(y) - L / 2;
  return (4 / L) * (rise / run);
}

/** The four handles; each stands where its own number is read. */
function handles(plot, model) {
  const now = () => stateOf(model, SETTINGS);
  return [
    handle(plot, model, HEIGHT, {
      kind: "lessons-vertical",
      place: () => plot.pixel([6, now().L]),
      read: ([, y]) => plot.fromY(y),
    }),
    handle(plot, model, MIDPOINT, {
      kind: "lessons-horizontal",
      place: () => plot.pixel([now().x0, 0]),
      read: ([x]) => plot.fromX(x),
    }),
    handle(plot, model, STEEPNESS, {
      kind: "lessons-free",
      place: () => leverAt(plot, now())[1],
      read: (pixel) => leverMeans(plot, now(), pixel),
    }),
    handle(plot, model, INPUT, {
      kind: "lessons-horizontal lessons-second",
      place: () => pointAt(plot, now()),
      read: ([x]) => plot.fromX(x),
    }),
  ];
}

function render({ model, el }) {
  const parts = frame(el, "A neuron to drag", QUESTION);
  const plot = new Plot(parts.figure, {
    label: "A logistic curve with its tangent at x",
    x: { from: -6, to: 6, name: "input x" },
    y: { from: 0, to: 1.6, name: "output f(x)" },
    height: plotHeight,
  });
  const ceiling = plot.path("lessons-guide");
  const middle = plot.path("lessons-guide");
  const drop = plot.path("lessons-dotted");
  const lever = plot.path("lessons-lever");
  const curve = plot.path("lessons-curve lessons-first");
  const tangent = plot.path("lessons-curve lessons-second");
  const labels = ["x", "k", "x₀", "L"].map((name) => plot.label(name));
  const [labelX, labelK, labelX0, labelL] = labels;

  const numbers = {
    value: readout("value", 4),
    slope: readout("slope", 4),
    steepest: readout("steepest", 4),
    weight: readout("weight", 2),
    bias: readout("bias", 2),
    z: readout("z", 2),
  };
  const { value, slope, steepest, weight, bias, z } = numbers;
  parts.readouts.append(
    formula("value f(x) = ", value.node),
    formula("slope f′(x) = ", slope.node),
    formula("slope at x₀: ", steepest.node),
  );
  parts.fold("In a neuron’s words").append(
    "Weight ",
    formula("w = k = ", weight.node),
    ", bias ",
    formula("b = −kx₀ = ", bias.node),
    ", so ",
    formula("z = wx + b = ", z.node),
    " and ",
    formula("f(x) = Lσ(z)."),
  );

  const movers = handles(plot, model);
  const height = parts.fold("Another height");
  const sliders = SETTINGS.map((each) =>
    slider(each === HEIGHT ? height : parts.main, model, each)
  );
  resetButton(parts.buttons, model, SETTINGS);

  return follow(model, SETTINGS, [plot], (state) => {
    const { k, x0, L, x } = state;
    const now = numbersOf(state);
    const [px, py] = pointAt(plot, state);
    const [dx, dy] = along(plot, now.slope, plot.reach);
    const [pivot, end] = leverAt(plot, state);
    plot.trace(curve, sample((s) => L * sigmoid(k * (s - x0)), [-6, 6], 240));
    plot.trace(ceiling, [[-6, L], [6, L]]);
    plot.trace(middle, [[x0, 0], [x0, L / 2]]);
    plot.trace(drop, [[x, 0], [x, now.value], [-6, now.value]]);
    plot.join(lever, [pivot, end]);
    plot.join(tangent, [[px - dx, py - dy], [px + dx, py + dy]]);
    // Above the curve, on the side where it is lower.
    const side = k < 0 ? 1 : -1;
    plot.write(labelX, [px + 12 * side, py - 8], k < 0 ? "start" : "end");
    plot.write(labelK, [end[0] + 14, end[1] + 5]);
    plot.write(labelX0, [plot.toX(x0) + 12, plot.box.bottom - 8]);
    plot.write(labelL, [plot.box.right - 14, plot.toY(L) - 10], "end");
    for (const name in numbers) numbers[name].write(now[name]);
    const outcome = `value ${value.text()}, slope ${slope.text()}`;
    for (const keepUp of [...movers, ...sliders]) keepUp(outcome);
  });
}

export default { render };
