// What a reader moves and what a reader reads: sliders, handles on a plot and numbers.
// Every control changes a trait of the model; every drawing follows the traits. So a
// slider, a handle and a line of Python are worth the same.

import { fixed, keyMove, snap } from "./numbers.js";
import { move, shape } from "./draw.js";

/** What a reader may set: a trait, its name in words, its range and a key's step. */
export function control(name, words, symbol, [min, max], step, decimals = 2) {
  return { name, words, symbol, min, max, step, decimals };
}

/** An HTML element with attributes, and texts or elements inside. */
export function html(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

/** Words and numbers that stay on one line, such as a formula. */
export function formula(...parts) {
  return html("span", { class: "lessons-formula" }, ...parts);
}

/** A number on the page: its element, how to write it and what it says. */
export function readout(name, decimals, rule = fixed) {
  // Not a live region: a screen reader hears the control that it moves.
  const node = html("output", { "data-name": name, "aria-live": "off" });
  const write = (value) => {
    node.textContent = rule(value, decimals);
    // For a program that reads the page: the same digits, with an ASCII minus.
    node.dataset.value = node.textContent.replace("−", "-");
  };
  return { node, write, text: () => node.textContent };
}

/** A formula with room for as many digits, so that no line breaks anew as it grows. */
export function roomyFormula(digits, ...parts) {
  const node = formula(...parts);
  Object.assign(node.style, {
    display: "inline-block",
    minWidth: `${digits}ch`,
  });
  return node;
}

/** A table of numbers: headings, and rows that begin with a name. */
export function numberTable(headings, rows) {
  const head = headings.map((words) =>
    words ? html("th", { scope: "col" }, words) : html("td")
  );
  const body = rows.map(([name, ...cells]) =>
    html(
      "tr",
      {},
      html("th", { scope: "row" }, name),
      ...cells.map((cell) => html("td", {}, cell)),
    )
  );
  return html(
    "table",
    { class: "lessons-numbers" },
    html("thead", {}, html("tr", {}, ...head)),
    html("tbody", {}, ...body),
  );
}

/** Change one trait, as Python would. */
function change(model, name, value) {
  model.set(name, value);
  model.save_changes();
}

/**
 * A labelled slider with its value. Returns the function that follows the model; a
 * screen reader then says the value and, after it, what came of it.
 */
export function slider(parent, model, setting) {
  const { min, max, step } = setting;
  return track(parent, model, setting, {
    ends: { min, max, step },
    read: Number,
    place: (value) => value,
  });
}

/**
 * The same for a setting with `values`: a slider from each of them to the next, which
 * stands at the last that is not above the trait.
 */
export function listSlider(parent, model, setting) {
  const { values } = setting;
  return track(parent, model, setting, {
    ends: { min: 0, max: values.length - 1, step: 1 },
    read: (place) => values[place],
    place: (value) => values.findLastIndex((each) => each <= value),
  });
}

/** A slider whose places mean values: `read(place)`, and back again. */
function track(parent, model, setting, { ends, read, place }) {
  const { name, words, symbol, decimals } = setting;
  const input = html("input", { type: "range", ...ends });
  input.setAttribute("aria-label", `${words} ${symbol}`.trim());
  const shown = readout(name, decimals);
  const title = html("span", {}, `${words} `, html("var", {}, symbol));
  parent.append(
    html("label", { class: "lessons-slider" }, title, input, shown.node),
  );
  input.addEventListener("input", () => {
    change(model, name, read(input.value));
  });
  return (outcome) => {
    const value = model.get(name);
    input.value = place(value);
    const spoken = [fixed(value, decimals), outcome].filter(Boolean).join(": ");
    input.setAttribute("aria-valuetext", spoken);
    shown.write(value);
  };
}

/**
 * A handle on a plot, for mouse, finger and keyboard. `place()` says at which pixel it
 * stands and `read([x, y])` which value a pixel means. Returns the same as `slider`.
 */
export function handle(plot, model, setting, { kind, place, read }) {
  const { name, words, symbol, min, max, step, decimals } = setting;
  const group = shape(plot.handles, "g", { class: `lessons-handle ${kind}` });
  move(group, {
    role: "slider",
    tabindex: 0,
    "aria-label": `${words} ${symbol}`.trim(),
  });
  move(group, { "aria-valuemin": min, "aria-valuemax": max });
  shape(group, "circle", { class: "lessons-hit", r: 15 });
  shape(group, "circle", { class: "lessons-ring", r: 12 });
  shape(group, "circle", { class: "lessons-knob", r: 7 });
  let grip = null;

  const pixelOf = (event) => {
    const box = plot.svg.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  group.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    group.setPointerCapture(event.pointerId);
    // Remember where the handle was taken, so that it does not jump.
    const [x, y] = pixelOf(event);
    const [atX, atY] = place();
    grip = [x - atX, y - atY];
  });
  group.addEventListener("pointermove", (event) => {
    if (!grip) return;
    const [x, y] = pixelOf(event);
    // A finer step than a key's, so that the handle stays under the finger.
    const value = snap(read([x - grip[0], y - grip[1]]), setting, step / 5);
    change(model, name, value);
  });
  // A finger on the handle drags it and does not scroll the page; in a drawing, CSS's
  // touch-action is not heeded everywhere.
  group.addEventListener("touchstart", (event) => event.preventDefault(), {
    passive: false,
  });
  group.addEventListener("lostpointercapture", () => (grip = null));
  group.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const value = keyMove(event.key, model.get(name), setting);
    if (value === null) return;
    event.preventDefault(); // the page would scroll
    change(model, name, value);
  });

  return (outcome) => {
    const [x, y] = place();
    const value = model.get(name);
    move(group, {
      transform: `translate(${x.toFixed(2)} ${y.toFixed(2)})`,
      "aria-valuenow": value,
      "aria-valuetext": `${fixed(value, decimals)}: ${outcome}`,
    });
  };
}

/**
 * Keep keys to a widget: JupyterLab would take the arrows and letters for itself ("d d"
 * deletes a cell), and some books turn their pages.
 */
export function keepKeys(node) {
  node.dataset.lmSuppressShortcuts = "true";
  node.addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey, altKey } = event;
    const types = key.length === 1 && !ctrlKey && !metaKey && !altKey;
    const moves = /^(Arrow|Page|Home|End|Delete|Backspace)/.test(key);
    if (types || moves) event.stopPropagation();
  });
}

/** The values of some traits, by name. */
export function stateOf(model, settings) {
  return Object.fromEntries(
    settings.map(({ name }) => [name, model.get(name)]),
  );
}

/** Draw now, whenever a trait changes and on a new width; returns how to stop. */
export function follow(model, settings, plots, drawState, shared = true) {
  // In the book its address has a say in the state; a notebook has no such address.
  if (shared) model.share?.(settings);
  const draw = () => drawState(stateOf(model, settings));
  const refit = () => {
    // Not `some`, which would stop at the first plot that has a new width.
    if (plots.filter((plot) => plot.fit()).length > 0) draw();
  };
  const observer = new ResizeObserver(refit);
  for (const plot of plots) observer.observe(plot.parent);
  for (const { name } of settings) model.on(`change:${name}`, draw);
  draw();
  return () => {
    observer.disconnect();
    for (const { name } of settings) model.off(`change:${name}`, draw);
  };
}
