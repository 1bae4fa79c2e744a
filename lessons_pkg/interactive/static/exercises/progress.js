// Progress, chapter by chapter: how much is solved, and buttons that export it to a
// file, import such a file, and forget everything. Nothing leaves this machine.

import { html } from "../lib/controls.js";
import {
  addKept,
  canKeep,
  readKept,
  resetKept,
  statesFrom,
  textOf,
  watchKept,
} from "./store.js";

/** The book's progress is in this browser; a notebook's is with Python. */
function keeperOf(model) {
  if (model.get("_kept") === undefined) {
    return { read: readKept, add: addKept, reset: resetKept, watch: watchKept };
  }
  return {
    read: () => model.get("_kept"),
    add: (states) => model.send({ do: "import", text: textOf(states) }),
    reset: () => model.send({ do: "reset" }),
    watch: (watcher) => {
      model.on("change:_kept", watcher);
      return () => model.off("change:_kept", watcher);
    },
  };
}

/** Let the browser save a text as a file. */
function saveAs(name, text) {
  const address = URL.createObjectURL(new Blob([text]));
  html("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

/** The chapters as rows of a table. */
function progressRows(chapters, kept) {
  return Object.entries(chapters).map(([chapter, ids]) => {
    const solved = ids.filter((id) => kept[id] === "solved").length;
    const tried = ids.filter((id) => kept[id] === "tried").length;
    const bar = html("progress", { value: solved, max: ids.length });
    bar.setAttribute("aria-label", `solved of ${chapter}`);
    const cells = [bar, `${solved} of ${ids.length}`, `${tried}`];
    const name = html("th", { scope: "row" }, chapter);
    return html("tr", {}, name, ...cells.map((c) => html("td", {}, c)));
  });
}

function render({ model, el }) {
  const keeper = keeperOf(model);
  const chapters = model.get("chapters");
  const here = new Set(Object.values(chapters).flat());
  const body = html("tbody");
  const heads = ["Chapter", "", "Solved", "Tried"];
  const names = heads.map((h) => html(h ? "th" : "td", {}, h));
  const table = html("table", {}, html("thead", {}, html("tr", {}, ...names)));
  table.append(body);
  const status = html("p", { class: "lessons-note", role: "status" });
  const say = (words) => status.textContent = words;

  const save = () => saveAs("progress.json", textOf(keeper.read()));
  const load = async (input) => {
    const [file] = input.files;
    if (!file) return;
    try {
      // No more than a part of a huge file: enough to refuse it.
      const states = statesFrom(await file.slice(0, 1e6).text());
      const known = Object.entries(states).filter(([id]) => here.has(id));
      keeper.add(Object.fromEntries(known));
      const given = Object.keys(states).length;
      const other = given - known.length;
      const unknown = other
        ? ` This book does not have the other ${other}.`
        : "";
      say(`Read: ${known.length} of ${given} exercises.${unknown}`);
    } catch (error) {
      say(error.message);
    }
    input.value = "";
  };
  const file = html("input", { type: "file", accept: ".json" });
  file.addEventListener("change", () => load(file));
  const forget = twiceButton("Forget all", "Really forget all?", () => {
    keeper.reset();
    say("Your progress is empty now.");
  });
  const exporting = html("button", { type: "button" }, "Export");
  exporting.addEventListener("click", save);
  const importing = html("label", { class: "lessons-file" }, "Import", file);
  const buttons = html("div", { class: "lessons-buttons" });
  buttons.append(exporting, importing, forget);

  const draw = () => {
    body.replaceChildren(...progressRows(chapters, keeper.read()));
    if (!canKeep()) {
      say("This browser keeps nothing; export before you close the page.");
    }
  };
  const root = html(
    "div",
    { class: "lessons-progress" },
    table,
    buttons,
    status,
  );
  el.classList.add("lessons-widget");
  el.append(root);
  draw();
  return keeper.watch(draw);
}

/** A button that acts on its second press only. */
function twiceButton(words, again, action) {
  const button = html("button", { type: "button" }, words);
  const calm = () => button.textContent = words;
  button.addEventListener("blur", calm);
  button.addEventListener("click", () => {
    if (button.textContent === words) {
      button.textContent = again;
    } else {
      calm();
      action();
    }
  });
  return button;
}

export default { render };
