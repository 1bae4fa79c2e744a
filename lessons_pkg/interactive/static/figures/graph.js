// The graph of L = ½(σ(wx + b) − y)², walked step by step: forward to the loss, and
// back to the slope of the loss by each number.

import { scale } from "../lib/numbers.js";
import {
  control,
  follow,
  formula,
  frame,
  handle,
  html,
  readout,
  resetButton,
  slider,
} from "../lib/controls.js";
import { playButton } from "../lib/pickers.js";
import { graphNumbers, tellStep, WALK } from "./chain.js";
import { markStep, WalkDiagram } from "./walk.js";

const STEP = control("step", "step", "", [0, 9], 1, 0);
const WEIGHT = control("w", "weight", "w", [-3, 3], 0.1);
const INPUT = control("x", "input", "x", [-3, 3], 0.1);
const BIAS = control("b", "bias", "b", [-3, 3], 0.1);
const TARGET = control("y", "target", "y", [0, 1], 0.05);
const NUMBERS = [WEIGHT, INPUT, BIAS, TARGET];
const SETTINGS = [STEP, ...NUMBERS];
const QUESTION =
  "What does each number do to the loss L? Walk forward and back; drag w, x and b.";

/** A readout for each number, by the names of the package. */
const allReadouts = () => ({
  u: readout("u", 4),
  z: readout("z", 4),
  a: readout("a", 4),
  L: readout("L", 4),
  grad_L: readout("grad_L", 4),
  grad_a: readout("grad_a", 4),
  grad_y: readout("grad_y", 4),
  grad_z: readout("grad_z", 4),
  grad_u: readout("grad_u", 4),
  grad_b: readout("grad_b", 4),
  grad_w: readout("grad_w", 4),
  grad_x: readout("grad_x", 4),
  error: readout("error", 4),
  slope: readout("slope", 4),
});

function render({ model, el }) {
  const parts = frame(el, "The graph of a loss, walked both ways", QUESTION);
  const numbers = allReadouts();
  const diagram = new WalkDiagram(parts.figure, numbers);
  const walking = html("div", { class: "lessons-controls" });
  const rule = html("strong");
  const worked = html("span");
  const telling = html("p", { class: "lessons-step-words" }, rule, worked);
  parts.figure.append(walking, telling);
  const error = html("span", {}, numbers.error.node);
  const slope = html("span", {}, numbers.slope.node);
  parts.readouts.append(
    formula("a − y = ", error),
    formula("σ′(z) = a(1 − a) = ", slope),
  );
  parts.note.append(
    "In a box → is its value and ← the slope of L by it. On the way back each arrow " +
      "multiplies by its own slope, the number beside it, and nothing else.",
  );
  const movers = [WEIGHT, INPUT, BIAS].map((each) => {
    const { name, min, max } = each;
    return handle(diagram, model, each, {
      kind: "lessons-horizontal",
      place: () => {
        const { from, to, y } = diagram.track(name);
        return [scale([min, max], [from, to])(model.get(name)), y];
      },
      read: ([x]) => {
        const { from, to } = diagram.track(name);
        return scale([from, to], [min, max])(x);
      },
    });
  });
  const walker = slider(walking, model, STEP);
  const buttons = html("div", { class: "lessons-step-buttons" });
  walking.append(buttons);
  playButton(buttons, model, STEP, { pause: 1500 });
  resetButton(buttons, model, SETTINGS);
  const sliders = NUMBERS.map((each) => slider(parts.controls, model, each));

  return follow(model, SETTINGS, [diagram], (state) => {
    const known = graphNumbers(state);
    for (const name in numbers) numbers[name].write(known[name]);
    diagram.show(state);
    markStep(error, state.step, WALK.a[1]);
    markStep(slope, state.step, WALK.z[1]);
    [rule.textContent, worked.textContent] = tellStep(state.step, state);
    walker(`${rule.textContent} ${worked.textContent}`);
    for (const keepUp of [...movers, ...sliders]) {
      keepUp(`loss ${numbers.L.text()}`);
    }
  });
}

export default { render };
