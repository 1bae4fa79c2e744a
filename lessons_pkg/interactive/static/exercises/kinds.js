// The eight kinds of exercises, and how each is answered: by options to choose from, a
// line to type in, sliders, lines of a program. Each function fills `parent` with form
// controls, begins with the answer `given`, calls `changed` when the reader changes it,
// and returns how to read it.

import { sample } from "../lib/numbers.js";
import { Plot } from "../lib/draw.js";
import { html, slider } from "../lib/controls.js";
import {
  evaluateFormula,
  FORMULA_FUNCTIONS,
  neededFunctions,
  parseFormula,
} from "./formula.js";
import { goalsMet } from "./grade.js";
import { MARKS } from "../lib/marks.js";
import { codeBlock, LETTERS, markedNodes } from "./markup.js";

/** What a kind is called, and how it is answered. */
export const KINDS = {
  choice: ["Choose", answerByChoosing],
  predict: ["Predict", answerByChoosing],
  numeric: ["Work out a number", answerByTyping],
  formula: ["Find a formula", answerByTyping],
  order: ["Put in order", answerByOrdering],
  "find-bug": ["Find the bug", answerByFinding],
  build: ["Build", answerByBuilding],
  code: ["Write a function", showStarter],
};

/** A group of form controls with its question. */
function fieldset(parent, legend) {
  const group = html("fieldset", {}, html("legend", {}, legend));
  parent.append(group);
  return group;
}

/** Radio buttons or checkboxes, one for each item; returns how to read them. */
function choices(group, name, items, options) {
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

/** Mark the right options of a group, in which nothing more can be chosen. */
function markRight(group, options) {
  [...group.querySelectorAll(".lessons-option")].forEach((label, i) => {
    label.querySelector("input").disabled = true;
    if (options[i].wrong) return;
    label.classList.add("lessons-right");
    const sign = html("span", { "aria-hidden": "true" }, "✓");
    label.append(sign, html("span", { class: "lessons-unseen" }, "right"));
  });
}

/** Choice and Predict. */
function answerByChoosing(spec, parent, given, changed) {
  if (spec.code) parent.append(codeBlock(spec.code));
  const one = spec.kind === "predict"
    ? "Choose one; you have one try"
    : "Choose one";
  const legend = spec.several ? "Choose all that hold" : one;
  const group = fieldset(parent, legend);
  const options = { given: given ?? [], several: spec.several, changed };
  const reveal = () => markRight(group, spec.options);
  if (!spec.box) {
    const items = spec.options.map(({ text }) =>
      markedNodes(text, spec.formulas)
    );
    return { read: choices(group, "option", items, options), reveal };
  }
  group.classList.add("lessons-curves");
  const pictures = spec.options.map(() => html("span", {}));
  const read = choices(group, "option", pictures.map((p) => [p]), options);
  pictures.forEach((p, i) => drawCurve(p, spec.options[i], spec.box));
  return { read, reveal };
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

/** What the book calls a function. */
const SHOWN_AS = { sigmoid: "σ (or sigmoid)", log: "ln" };

/** Numeric and Formula. */
function answerByTyping(spec, parent, given, changed) {
  const { variables } = spec;
  const wanted = variables.length > 0
    ? `A formula in ${variables.join(" and ")}`
    : "A number or an expression";
  const known = neededFunctions(spec)
    .map((name) => SHOWN_AS[name] ?? name).join(", ");
  const note =
    "Write it as the book does; the sign for times may be left out." +
    (known && ` Functions: ${known}.`);
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
function answerByBuilding(spec, parent, given, changed) {
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
    symbol: c.name.replace(/\d/g, (digit) => "₀₁₂₃₄₅₆₇₈₉"[digit]),
    decimals: 2,
  }));
  const followers = settings.map((c) => slider(group, model, c));
  const goals = spec.goals.map(({ text }) => goalItem(text, spec.formulas));
  const tick = () => {
    goalsMet(spec.goals, values).forEach((met, i) => goals[i].tick(met));
  };
  const refresh = () =>
    [...followers, draw, tick].forEach((follower) => follower());
  refresh();
  const title = html("p", { class: "lessons-note" }, "Goals:");
  const list = html("ul", { class: "lessons-goals" });
  list.append(...goals.map(({ item }) => item));
  parent.append(title, list);
  return { read: () => ({ ...values }) };
}

/** A goal in words, and how to tick it. */
function goalItem(text, formulas) {
  const sign = html("span", { class: "lessons-tick", "aria-hidden": "true" });
  const state = html("span", { class: "lessons-unseen" });
  const words = html("span", {}, ...markedNodes(text, formulas));
  const item = html("li", {}, sign, words, state);
  const tick = (met) => {
    item.classList.toggle("lessons-met", met);
    sign.textContent = met ? "✓" : "○";
    state.textContent = met ? ": met" : ": not met";
  };
  return { item, tick };
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
  // A third number is the class, 0 or 1, with its mark in the text; else it is 0's.
  const marks = ["lessons-first", "lessons-second"].map((look) =>
    plot.path(`lessons-class ${look}`)
  );
  const path = plot.path("lessons-curve lessons-first");
  const names = ["x", ...controls.map(({ name }) => name)];
  const tree = parseFormula(given.curve, names, FORMULA_FUNCTIONS);
  const curve = (at) => evaluateFormula(tree, { ...values, x: at });
  const draw = () => {
    marks.forEach((mark, label) => {
      const ours = given.points.filter(([, , kind = 0]) => kind === label);
      const shapes = ours.map((point) => MARKS[label](plot.pixel(point), 5));
      mark.setAttribute("d", shapes.join(""));
    });
    plot.trace(path, sample(curve, [x.from, x.to], 120));
  };
  refitting(plot, draw);
  return draw;
}

/**
 * Order: the reader's program, and below it the lines that are left. They move by
 * buttons, so that mouse, finger and keyboard do the same.
 */
function answerByOrdering(spec, parent, given, changed) {
  const program = [...(given ?? [])];
  const group = fieldset(parent, "Your program");
  const head = codeBlock(spec.head.join("\n"));
  const chosen = html("ol", { class: "lessons-lines" });
  const left = html("ul", { class: "lessons-lines lessons-left" });
  // Tells a screen reader where a line went.
  const told = html("p", { class: "lessons-unseen", "aria-live": "polite" });
  group.append(head, chosen, told);
  fieldset(parent, "Spare lines").append(left);

  const moveTo = (line, place, wanted) => {
    const from = program.indexOf(line);
    if (from >= 0) program.splice(from, 1);
    if (place >= 0) program.splice(place, 0, line);
    told.textContent = place < 0 ? "taken out" : `now line ${place + 1}`;
    draw();
    focusOn(line, wanted);
    changed();
  };
  const focusOn = (line, wanted) => {
    // After one line is added, the next one can be.
    const next = wanted === "add" && left.querySelector("button");
    if (next) return next.focus();
    const row = parent.querySelector(`[data-line="${line}"]`);
    const able = [...row.querySelectorAll("button:not([disabled])")];
    (able.find((b) => b.dataset.does === wanted) ?? able[0]).focus();
  };
  const tool = (line, [does, content, place, able = true]) => {
    const attributes = { type: "button", "data-does": does };
    const button = html("button", attributes, content);
    button.setAttribute("aria-label", `${does}: ${spoken(spec.lines[line])}`);
    button.title = does;
    button.disabled = !able;
    button.addEventListener("click", () => moveTo(line, place, does));
    return button;
  };
  const row = (line, ...buttons) => {
    const tools = html("span", { class: "lessons-tools" });
    tools.append(...buttons.map((button) => tool(line, button)));
    const code = html("code", {}, spec.lines[line]);
    return html("li", { "data-line": line }, code, tools);
  };
  /** A spare line is a button itself: it is added by a tap anywhere on it. */
  const spare = (line) => {
    const code = html("code", {}, spec.lines[line]);
    const button = tool(line, ["add", code, program.length]);
    return html("li", { "data-line": line }, button);
  };
  const draw = () => {
    const last = program.length - 1;
    chosen.replaceChildren(...program.map((line, i) =>
      row(
        line,
        ["move up", "↑", i - 1, i > 0],
        ["move down", "↓", i + 1, i < last],
        ["take out", "✕", -1],
      )
    ));
    if (last < 0) {
      chosen.append(
        html("li", { class: "lessons-note" }, html("span", {}, "no lines yet")),
      );
    }
    const free = spec.lines.map((_, i) => i).filter((i) =>
      !program.includes(i)
    );
    left.replaceChildren(...free.map(spare));
  };
  draw();
  return { read: () => [...program] };
}

/** A line of code in words, with its indentation. */
function spoken(line) {
  const words = line.trim();
  const indent = line.indexOf(words);
  return indent > 0 ? `${words}, indented by ${indent}` : words;
}

/** FindBug: the faulty line, and the reason. */
function answerByFinding(spec, parent, given, changed) {
  parent.append(codeBlock(spec.symptom));
  const one = (value) => value == null ? [] : [value];
  const group = fieldset(parent, "Which line?");
  group.classList.add("lessons-program");
  const code = spec.lines.map((line) => [html("code", {}, line)]);
  const lines = choices(group, "line", code, {
    given: one(given?.line),
    numbered: true,
    changed,
  });
  const words = spec.reasons.map(({ text }) =>
    markedNodes(text, spec.formulas)
  );
  const reasons = choices(fieldset(parent, "Why?"), "reason", words, {
    given: one(given?.reason),
    changed,
  });
  return {
    read: () => ({ line: lines()[0] ?? null, reason: reasons()[0] ?? null }),
  };
}

/** Code is written in a cell of the notebook, so the page says how. */
function showStarter(spec, parent) {
  const call = spec.call.replace("…", spec.name);
  parent.append(codeBlock(spec.starter));
  const cell = html("code", {}, call);
  const how = html("p", { class: "lessons-note" });
  how.append("Write it in a cell of this chapter's notebook, then run ", cell);
  how.append(" in the next cell.");
  parent.append(how);
}
