// A neuron that learns: its curve over a hundred beans, one step of gradient descent at
// a time. The page computes the steps, as Learning.path() does.

import { sample, sigmoid } from "../lib/numbers.js";
import { Plot, plotHeight } from "../lib/draw.js";
import { MARKS } from "../lib/marks.js";
import { control, follow, formula, readout, slider } from "../lib/controls.js";
import { frame, player, resetButton } from "../lib/frame.js";

const STEP = control("step", "step", "", [0, 500], 1, 0);
const RATE = control("learning_rate", "learning rate", "η", [1, 200], 1, 0);
const START = [
  { name: "w", min: -20, max: 20, decimals: 2 },
  { name: "b", min: -20, max: 20, decimals: 2 },
  { name: "steps", min: 1, max: STEP.max, decimals: 0 },
];
const STATE = [...START, RATE, STEP];
const RADIUS = 4.5; // of a bean's mark, in pixels

const QUESTION =
  "How does a neuron find its own weight and bias? Press Play, or pull the step.";

/** The weight and the bias after 0, 1, 2, … steps on the mean of ½(a − y)². */
export function descend(beans, { w, b, learning_rate }, steps) {
  const path = [[w, b]];
  for (let step = 0; step < steps; step++) {
    let [dw, db] = [0, 0];
    for (const [x, y] of beans) {
      const a = sigmoid(w * x + b);
      const dz = (a - y) * a * (1 - a);
      dw += dz * x / beans.length;
      db += dz / beans.length;
    }
    w -= learning_rate * dw;
    b -= learning_rate * db;
    path.push([w, b]);
  }
  return path;
}

/** `descend` from a state, computed anew only where the state asks for another path. */
function pathsOver(beans) {
  let [asked, path] = ["", []];
  return ({ w, b, learning_rate }) => {
    const start = { w, b, learning_rate };
    const words = JSON.stringify(start);
    if (words !== asked) {
      [asked, path] = [words, descend(beans, start, STEP.max)];
    }
    return path;
  };
}

function render({ model, el }) {
  const parts = frame(el, "A neuron that learns", QUESTION);
  const beans = model.get("beans");
  const sizes = beans.map(([x]) => x);
  const pathOf = pathsOver(beans);
  const plot = new Plot(parts.figure, {
    label: "The beans by size, and the neuron’s probability over them",
    x: { from: 0, to: 1, name: "size x" },
    y: {
      from: -0.08,
      to: 1.08,
      name: "probability a",
      ticks: { values: [0, 0.5, 1], decimals: 1 },
    },
    height: plotHeight,
  });
  const kinds = ["first", "second"];
  const marks = kinds.map((kind) => plot.path(`lessons-thin lessons-${kind}`));
  const curve = plot.path("lessons-curve lessons-third");
  const names = ["safe", "toxic"].map((name, label) =>
    plot.label(name, `lessons-${kinds[label]}`)
  );

  const numbers = {
    weight: readout("weight", 2),
    bias: readout("bias", 2),
    smallest: readout("smallest", 1),
    largest: readout("largest", 1),
  };
  const { weight, bias, smallest, largest } = numbers;
  parts.readouts.append(
    formula("w = ", weight.node),
    formula("b = ", bias.node),
    formula("smallest bean: ", smallest.node, " %"),
    formula("largest bean: ", largest.node, " %"),
  );

  const starts = START.map(({ name, decimals }) => readout(name, decimals));
  const [w0, b0, last] = starts.map((each) => each.node);
  parts.fold("Where it starts").append(
    formula("w = ", w0, ", b = ", b0),
    "; Play ends at step ",
    last,
  );

  const words = () =>
    `w ${weight.text()}, b ${bias.text()}, smallest bean ` +
    `${smallest.text()} %, largest bean ${largest.text()} %`;
  const sliders = [slider(parts.main, model, STEP)];
  player(parts.buttons, model, STEP, {
    pause: 20,
    last: () => model.get("steps"),
    words,
  });
  resetButton(parts.buttons, model, STATE);
  sliders.push(slider(parts.controls, model, RATE));

  return follow(model, STATE, [plot], (state) => {
    const [w, b] = pathOf(state)[state.step];
    const outputOf = (x) => sigmoid(w * x + b);
    marks.forEach((path, label) => {
      const ours = beans.filter(([, y]) => y === label);
      const shapes = ours.map((bean) => MARKS[label](plot.pixel(bean), RADIUS));
      path.setAttribute("d", shapes.join(""));
    });
    plot.trace(curve, sample(outputOf, [0, 1], 120));
    plot.write(names[0], plot.pixel([0.92, 0.06]), "end");
    plot.write(names[1], plot.pixel([0.03, 0.9]));
    START.forEach(({ name }, i) => starts[i].write(state[name]));
    weight.write(w);
    bias.write(b);
    smallest.write(100 * outputOf(Math.min(...sizes)));
    largest.write(100 * outputOf(Math.max(...sizes)));
    for (const keepUp of sliders) keepUp(words());
  });
}

export default { render };
