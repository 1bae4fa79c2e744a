// How a value is given as an answer: options to choose from, a line to type in,
// sliders. Each function fills `parent` with form controls, begins with the answer
// `given`, calls `changed` when the reader changes it, and returns how to read it.

import { evaluateFormula, FORMULA_FUNCTIONS, parseFormula } from "./formula.js";
import { fourDigits } from "./grade.js";
import { sample } from "../lib/numbers.js";
import { Plot } from "../lib/draw.js";
import { html, slider } from "../lib/controls.js";
import { codeBlock, markedNodes } from "./markup.js";

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** A group of form controls with its question. */
export function fieldset(parent, legend) {
  const group = html("fieldset", {}, html("legend", {}, legend));
  parent.append(group);
  return group;
}

/** Radio buttons or checkboxes, one for each item; returns how to read them. */
export function choices(group, name, items, options) {
  const { given, several, numbered, changed } = options;
  const inputs = items.map((content, i) => {
    const type = several ? "checkbox" : "radio";
    const input = html("input", { type, name, value: i });
    input.checked = given.includes(i);
    input.addEventListener("change", changed);
    const label = html("label", { class: "lessons-option" }, input);
    const letter = numbered ? `${i + 1}` : LETTERS[i];
    label.append(html("span", { class: "lessons-letter" }, letter));
    label.append(html("span", { class: "lessons-words" }, ...content));
    group.append(label);
    return input;
  });
  return () => inputs.flatMap((input, i) => (input.checked ? [i] : []));
}

/** Choice and Predict. */
export function answerByChoosing(spec, parent, given, changed) {
  if (spec.code) parent.append(codeBlock(spec.code));
  const one = spec.kind === "predict"
    ? "Choose one; you have one try"
    : "Choose one";
  const legend = spec.several ? "Choose all that hold" : one;
  const group = fieldset(parent, legend);
  const options = { given: given ?? [], several: spec.several, changed };
  if (!spec.box) {
    const items = spec.options.map(({ text }) => markedNodes(text));
    return { read: choices(group, "option", items, options) };
  }
  group.classList.add("lessons-curves");
  const pictures = spec.options.map(() => html("span", {}));
  const read = choices(group, "option", pictures.map((p) => [p]), options);
  pictures.forEach((p, i) => drawCurve(p, spec.options[i], spec.box));
  return { read };
}

/** The curve of an option, on axes that all options share. */
function drawCurve(parent, { text, curve }, [left, right, low, high]) {
  const x = { from: left, to: right, name: "z" };
  const y = { from: low, to: high, name: "" };
  const height = (width) => Math.round(0.45 * width);
  const plot = new Plot(parent, { label: `a curve ${text}`, x, y, height });
  const path = plot.path("lessons-curve lessons-first");
  refitting(plot, () => plot.trace(path, curve));
}

/** Draw now, and again whenever the plot has a new width. */
function refitting(plot, draw) {
  draw();
  new ResizeObserver(() => plot.fit() && draw()).observe(plot.parent);
}

/** Numeric and Formula. */
export function answerByTyping(spec, parent, given, changed) {
  const { variables, functions, tolerance } = spec;
  const wanted = variables.length > 0
    ? `A formula in ${variables.join(" and ")}`
    : `A number or an expression, right to ±${fourDigits(tolerance)}`;
  const note = ["You can use + - * / ^ ( )", ...functions].join(" ");
  const input = html("input", {
    type: "text",
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
  });
  input.value = given ?? "";
  input.addEventListener("input", changed);
  const label = html("label", { class: "lessons-typed" }, wanted, input);
  parent.append(label);
  if (variables.length > 0) {
    parent.append(html("p", { class: "lessons-note" }, note));
  }
  return { read: () => input.value };
}

/** Build: sliders, the curve that follows them, and the goals. */
export function answerByBuilding(spec, parent, given, changed) {
  const values = { ...given };
  for (const { name, start } of spec.controls) values[name] ??= start;
  const figure = html("div", { class: "lessons-figure" });
  const group = fieldset(parent, "Set the values");
  group.append(figure);
  const draw = drawBuilt(figure, spec, values);

  const model = {
    get: (name) => values[name],
    set: (name, value) => values[name] = value,
    save_changes: () => {
      refresh();
      changed();
    },
  };
  const settings = spec.controls.map((c) => ({
    ...c,
    symbol: c.name,
    decimals: 2,
  }));
  const followers = settings.map((c) => slider(group, model, c));
  const refresh = () => [...followers, draw].forEach((follower) => follower());
  refresh();
  const goals = spec.goals.map(({ text }) =>
    html("li", {}, ...markedNodes(text))
  );
  const title = html("p", { class: "lessons-note" }, "Goals:");
  parent.append(title, html("ul", {}, ...goals));
  return { read: () => ({ ...values }) };
}

/** A plot of the built curve with its points; returns how to draw it again. */
function drawBuilt(figure, { plot: given, controls }, values) {
  const [x, y] = [given.x, given.y].map(([from, to, name]) => ({
    from,
    to,
    name,
  }));
  const height = (width) => Math.min(220, Math.round(0.5 * width));
  const plot = new Plot(figure, { label: "the curve", x, y, height });
  const spots = plot.path("lessons-dots lessons-second");
  const path = plot.path("lessons-curve lessons-first");
  const names = ["x", ...controls.map(({ name }) => name)];
  const tree = parseFormula(given.curve, names, FORMULA_FUNCTIONS);
  const curve = (at) => evaluateFormula(tree, { ...values, x: at });
  const draw = () => {
    plot.spots(spots, given.points);
    plot.trace(path, sample(curve, [x.from, x.to], 120));
  };
  refitting(plot, draw);
  return draw;
}
