// Progress, chapter by chapter: how much is solved, and buttons that export it to a
// file, import such a file, and forget everything. Nothing leaves this machine.

import { html, keepKeys } from "../lib/controls.js";
import {
  addKept,
  progressInFile,
  readKept,
  readReviews,
  resetKept,
  saveAsFile,
  textOf,
  watchKept,
} from "./store.js";

/** The book's progress is in this browser, where `say` tells what became of it. */
function browser(here, say) {
  const ours = (parts) => Object.entries(parts).filter(([id]) => here.has(id));
  const add = ({ states, reviews }) => {
    const known = ours(states);
    addKept(Object.fromEntries(known), Object.fromEntries(ours(reviews)));
    const given = Object.keys(states).length;
    const other = given - known.length;
    const unknown = other ? ` This book does not have the other ${other}.` : "";
    say(`Read: ${known.length} of ${given} exercises.${unknown}`);
  };
  const reset = () => {
    const done = resetKept();
    say(done ? "Your progress is empty now." : "It could not be forgotten.");
  };
  const text = () => textOf(readKept(), readReviews());
  return { read: readKept, text, add, reset, watch: watchKept };
}

/** A notebook's progress is with Python, which does the same and says it. */
function python(model, say) {
  const hear = () => say(model.get("_said"));
  const watch = (watcher) => {
    model.on("change:_kept", watcher);
    model.on("change:_said", hear);
    return () => {
      model.off("change:_kept", watcher);
      model.off("change:_said", hear);
    };
  };
  return {
    read: () => model.get("_kept"),
    text: () => textOf(model.get("_kept"), model.get("_reviews")),
    add: ({ states, reviews }) =>
      model.send({ do: "import", text: textOf(states, reviews) }),
    reset: () => model.send({ do: "reset" }),
    watch,
  };
}

/**
 * The chapters as rows of a table. What only a notebook can check, `apart`, is counted
 * apart on a page.
 */
function progressRows(chapters, kept, apart) {
  return Object.entries(chapters).map(([chapter, ids]) => {
    const here = ids.filter((id) => !apart.has(id));
    const there = ids.filter((id) => apart.has(id));
    const number = (some, state) =>
      some.filter((id) => kept[id] === state).length;
    const of = (some) => `${number(some, "solved")} of ${some.length}`;
    const bar = html("progress", {
      value: number(here, "solved"),
      max: here.length,
      "aria-label": `solved of ${chapter}`,
    });
    const part = (...words) => html("span", {}, ...words);
    const counts = there.length > 0
      ? [
        part(`${of(here)} here,`),
        " ",
        part("in the notebook: ", part(of(there))),
      ]
      : [of(here)];
    const cells = [[bar, ...counts], [`${number(ids, "tried")}`]];
    const name = html("th", { scope: "row" }, chapter);
    return html("tr", {}, name, ...cells.map((c) => html("td", {}, ...c)));
  });
}

function render({ model, el }) {
  const chapters = model.get("chapters");
  const body = html("tbody");
  const heads = ["Chapter", "Solved", "Tried"];
  const names = heads.map((words) => html("th", { scope: "col" }, words));
  const table = html("table", {}, html("thead", {}, html("tr", {}, ...names)));
  table.append(body);
  const status = html("p", { class: "lessons-note", role: "status" });
  const say = (words) => status.textContent = words;
  const inBook = model.get("_kept") === undefined;
  const apart = new Set(inBook ? model.get("in_notebook") : []);
  const keeper = inBook
    ? browser(new Set(Object.values(chapters).flat()), say)
    : python(model, say);

  const load = async (input) => {
    const [file] = input.files;
    if (!file) return;
    try {
      keeper.add(await progressInFile(file));
    } catch (error) {
      say(error.message);
    }
    input.value = "";
  };
  const file = html("input", { type: "file", accept: ".json" });
  file.addEventListener("change", () => load(file));
  const exporting = html("button", { type: "button" }, "Export");
  exporting.addEventListener("click", () => saveAsFile(keeper.text()));
  const importing = html("label", { class: "lessons-file" }, "Import", file);
  const forget = twiceButton("Forget all", "Really forget all?", keeper.reset);
  const buttons = html("div", { class: "lessons-buttons" });
  buttons.append(exporting, importing, forget);

  const draw = () =>
    body.replaceChildren(...progressRows(chapters, keeper.read(), apart));
  const parts = [table, buttons, status];
  el.classList.add("lessons-widget");
  const root = html("div", { class: "lessons-progress" }, ...parts);
  keepKeys(root);
  el.append(root);
  draw();
  return keeper.watch(draw);
}

/** A button that acts on its second press only: neither a double click nor a key held
 * down are two. */
function twiceButton(words, again, action) {
  const button = html("button", { type: "button" }, words);
  let armed = false;
  const arm = (value) => {
    armed = value;
    button.textContent = armed ? again : words;
  };
  button.addEventListener("blur", () => arm(false));
  button.addEventListener("keydown", (event) => {
    if (event.repeat) event.preventDefault();
  });
  button.addEventListener("click", ({ detail }) => {
    if (detail > 1) return;
    if (armed) action();
    arm(!armed);
  });
  return button;
}

export default { render };
