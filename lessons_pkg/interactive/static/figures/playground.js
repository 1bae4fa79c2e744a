// The perceptron's playground: points of two classes to drag and to flip, and the
// line that Rosenblatt's rule has after some updates. The run is computed anew at each
// change.

import { ticks } from "../lib/numbers.js";
import { Plot } from "../lib/draw.js";
import {
  mistakesByEpoch,
  mistakeTheorem,
  rosenblattRun,
  standing,
} from "./rosenblatt.js";
import { listOf, verdictOf, wordsOf } from "./mistakes.js";
import { dividingLine } from "../lib/plane.js";
import { draggablePoints, placeOf } from "../lib/points.js";
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

const STEP = control("step", "update", "k", [0, 60], 1, 0);
const DATA = option("data", "Points", [
  "AND",
  "two groups",
  "a thin gap",
  "XOR",
]);
const STATE = [DATA, { name: "points" }, STEP];
const [LOW, HIGH] = [-1, 2];

const QUESTION =
  "How many mistakes does the rule make before it rests? Step, then drag a point.";

/** The model as the picker sees it: a set is the one only while nobody moved it. */
function setsOf(model) {
  const sets = model.get("sets");
  const text = (points) => JSON.stringify(points);
  return {
    get: (name) => {
      const chosen = model.get(name);
      const untouched = text(model.get("points")) === text(sets[chosen]);
      return untouched ? chosen : "";
    },
    set: (name, value) => {
      model.set(name, value);
      model.set("points", sets[value]);
      model.set("step", 1);
    },
    save_changes: () => model.save_changes(),
  };
}

/** The run at the model's points, as far as a reader can walk. */
const runOf = (model) => rosenblattRun(model.get("points"), STEP.max);

/** The last step of a run: the epoch without a mistake, or the end of the slider. */
function lastStep({ updates, rests }) {
  return Math.min(STEP.max, updates.length + (rests ? 1 : 0));
}

/** The model as Play sees it: at its end where the rule rests. */
function untilRest(model) {
  return {
    get: (name) => {
      const step = model.get(name);
      return step >= lastStep(runOf(model)) ? STEP.max : step;
    },
    set: (name, value) => model.set(name, value),
    save_changes: () => model.save_changes(),
  };
}

/** A button that makes one update more; a screen reader hears what it did. */
function stepButton(parent, model, words) {
  const button = html("button", { type: "button" }, "Step");
  const said = html("span", { class: "lessons-unseen", role: "status" });
  button.addEventListener("click", () => {
    const next = Math.min(model.get("step") + 1, lastStep(runOf(model)));
    model.set("step", next);
    model.save_changes();
    const sentences = [...words.children].map((each) => each.textContent);
    said.textContent = sentences.join(", ");
  });
  parent.append(button, said);
}

/** Parts of a sentence, each unbroken, with spaces after them. */
const apieces = (parts) => parts.flatMap((part) => [formula(part), " "]);

function render({ model, el }) {
  const parts = frame(el, "The perceptron’s playground", QUESTION);
  const top = html("div", { class: "lessons-sets" });
  const pane = html("div", { class: "lessons-plane" });
  const log = html("div", { class: "lessons-log" });
  parts.figure.before(top);
  parts.figure.classList.add("lessons-duo");
  parts.figure.append(pane, log);
  const plot = new Plot(pane, {
    label:
      "The plane of the points, with the perceptron’s line. On a point, the " +
      "arrow keys move it and Enter changes its class",
    x: { from: LOW, to: HIGH, name: "x₁" },
    y: { from: LOW, to: HIGH, name: "x₂", ticks: ticks(LOW, HIGH, 6) },
    // As wide as it is high, without the room beside the axes.
    height: (width) => width - 60,
  });
  const line = dividingLine(plot);
  const points = draggablePoints(plot, model, "points");

  const numbers = {
    mistakes: readout("mistakes", 0),
    epoch: readout("epoch", 0),
    w1: readout("w1", 2),
    w2: readout("w2", 2),
    b: readout("b", 2),
    radius_squared: readout("radius_squared", 2),
    margin: readout("margin", 4),
    bound: readout("bound", 1),
  };
  const { mistakes, epoch, w1, w2, b, radius_squared, margin, bound } = numbers;
  const [why, weights, bias] = [html("p"), html("span"), html("span")];
  const [counts, fill] = [html("span"), html("span")];
  const words = html("div", { class: "lessons-telling" }, why);
  words.append(
    html("p", {}, weights, formula("= (", w1.node, ", ", w2.node, ")")),
    html("p", {}, bias, formula("= ", b.node)),
  );
  parts.readouts.append(
    formula("mistakes so far: ", mistakes.node),
    formula("epoch: ", epoch.node),
    html("span", { class: "lessons-row" }, "by epoch: ", counts),
    html("span", { class: "lessons-gauge", "aria-hidden": "true" }, fill),
    html("span", { class: "lessons-row" }, "at most R²/γ² = ", bound.node),
    formula("of (x, 1): R² = ", radius_squared.node),
    formula("largest margin γ = ", margin.node),
  );
  log.append(words, parts.readouts, parts.note);

  const sets = picker(top, setsOf(model), DATA);
  const walk = slider(parts.controls, model, STEP);
  const buttons = html("div", { class: "lessons-buttons" });
  parts.controls.append(buttons);
  stepButton(buttons, model, words);
  playButton(buttons, untilRest(model), STEP, { pause: 700 });
  resetButton(buttons, model, STATE);

  return follow(model, STATE, [plot], (state) => {
    const run = runOf(model);
    const now = standing(run, state.step);
    const limits = mistakeTheorem(state.points);
    const [first, second, last] = now.weights;
    const shown = { ...now, ...limits, w1: first, w2: second, b: last };
    for (const name in numbers) numbers[name].write(shown[name]);
    const said = wordsOf(now, state.points);
    why.replaceChildren(...apieces(said.why));
    weights.replaceChildren(...apieces(said.w));
    bias.replaceChildren(...apieces(said.b));
    counts.textContent = listOf(mistakesByEpoch(run, now));
    parts.note.textContent = verdictOf(now, limits, STEP.max);
    fill.style.width = `${100 * now.mistakes / limits.bound}%`;
    fill.parentNode.classList.toggle("lessons-endless", !limits.margin);
    line(now.weights, now.resting ? [0, 0, 0] : now.before);
    points(now.resting ? -1 : now.point);
    sets();
    walk(`${said.why.join(" ")} w = ${placeOf(now.weights)}`);
  });
}

export default { render };
