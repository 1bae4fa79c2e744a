// Practice: what was solved is asked again when it is due, with other numbers and mixed
// over the chapters, for ten minutes at most. What was wrong comes back at the end. It
// counts on nobody: no page ever says that something is due.

import { html } from "../lib/controls.js";
import { ankiText } from "./anki.js";
import { render as renderExercise } from "./exercise.js";
import { membersOf } from "./family.js";
import { daysUntilNext, dueNow, GRADES, reviewOf } from "./schedule.js";
import {
  addKept,
  mergedReviews,
  readKept,
  readReviews,
  saveAsFile,
  watchKept,
} from "./store.js";

const SESSION = 10 * 60_000; // milliseconds

/** The book's progress is in this browser. */
const BROWSER = {
  states: readKept,
  reviews: readReviews,
  add: (id, review) => addKept({}, { [id]: review }),
  watch: watchKept,
};

/** A notebook's progress is with Python. */
function python(model) {
  return {
    states: () => model.get("_kept"),
    reviews: () => model.get("_reviews"),
    add: (id, review) => {
      const all = mergedReviews(model.get("_reviews"), { [id]: review });
      model.set("_reviews", all);
      model.send({ do: "review", id, review });
    },
    watch: (watcher) => {
      model.on("change:_kept", watcher);
      return () => model.off("change:_kept", watcher);
    },
  };
}

/** What an exercise's widget needs of a notebook, which hears of each verdict. */
function listener(spec, hear) {
  const state = { spec, turn: 0, answer: null, verdict: "", _kept: "" };
  return {
    get: (name) => state[name],
    set: (name, value) => state[name] = value,
    save_changes: () => {
      state._heard = state._tries;
      hear(state.verdict);
    },
    on: () => {},
    off: () => {},
  };
}

function many(number, words) {
  return `${number} ${words}${number === 1 ? "" : "s"}`;
}

function inDays(days) {
  return days === 1 ? "tomorrow" : `in ${days} days`;
}

function button(words, action, attributes = {}) {
  const made = html("button", { type: "button", ...attributes }, words);
  made.addEventListener("click", action);
  return made;
}

function render({ model, el }) {
  const chapters = model.get("chapters");
  const ids = chapters.map(({ specs }) => specs.map(({ id }) => id));
  const titles = new Map();
  const families = new Map();
  for (const { title, specs } of chapters) {
    for (const spec of specs) {
      titles.set(spec.id, title);
      families.set(spec.id, membersOf(spec));
    }
  }
  const keeper = model.get("_kept") === undefined ? BROWSER : python(model);
  const due = () => dueNow(ids, keeper.states(), keeper.reviews(), Date.now());

  const words = html("p", { role: "status", tabindex: -1 });
  const room = html("div", { class: "lessons-asked" });
  const buttons = html("div", { class: "lessons-buttons" });
  el.classList.add("lessons-widget");
  const frame = html("div", { class: "lessons-practice" });
  frame.append(words, room, buttons);
  el.append(frame);

  let session = null;

  /** What there is to do, before a session and after it. */
  const rest = () => {
    session = null;
    room.replaceChildren();
    const waiting = due().length;
    const solved = ids.flat().filter((id) => keeper.states()[id] === "solved");
    const anki = button(
      "Export for Anki",
      () =>
        saveAsFile(
          ankiText(solved.map((id) => families.get(id)[0])),
          "anki.txt",
        ),
    );
    buttons.replaceChildren(
      ...(waiting ? [button("Start", begin, { class: "lessons-go" })] : []),
      ...(solved.length ? [anki] : []),
    );
    if (solved.length === 0) {
      return "Nothing is solved yet. Solve an exercise in a chapter, and it waits " +
        "here for you.";
    }
    if (waiting > 0) {
      return `${
        many(waiting, "exercise")
      } can be asked again today. A session ` +
        "takes ten minutes at most.";
    }
    const days = daysUntilNext(
      ids,
      keeper.states(),
      keeper.reviews(),
      Date.now(),
    );
    return `Nothing is due today. The next exercise is due ${inDays(days)}.`;
  };

  const begin = () => {
    const queue = due().map((id) => ({ id, repeats: 0 }));
    session = { queue, end: Date.now() + SESSION, right: 0, asked: 0 };
    next();
  };

  const next = () => {
    const { queue, end, right, asked } = session;
    if (queue.length === 0 || Date.now() >= end) {
      const over = queue.length > 0 ? "The ten minutes are over. " : "";
      const done = `${right} of ${many(asked, "exercise")} right at once.`;
      words.textContent = `${over}${done} ${rest()}`;
      return words.focus();
    }
    ask(queue.shift());
  };

  const ask = ({ id, repeats }) => {
    const members = families.get(id);
    const reviews = keeper.reviews()[id] ?? "";
    const times = reviews.split(" ").filter(Boolean).length + repeats;
    // The chapter asks the first, so practice begins with the second.
    const turn = (times + 1) % members.length;
    const { members: _, ...spec } = members[turn];
    words.textContent = titles.get(id);
    const place = html("div");
    room.replaceChildren(place);
    let isFirst = true;
    const hear = (verdict) => {
      if (verdict === "not attempted") return;
      buttons.replaceChildren(button("Next", next, { class: "lessons-go" }));
      if (!isFirst) return;
      isFirst = false;
      const isRight = verdict === "correct";
      if (!isRight) session.queue.push({ id, repeats: repeats + 1 });
      if (repeats > 0) return;
      session.asked += 1;
      const helped = place.querySelector(".lessons-hint") !== null;
      if (isRight && !helped) session.right += 1;
      const well = helped ? GRADES.helped : GRADES.right;
      keeper.add(id, reviewOf(Date.now(), isRight ? well : GRADES.wrong));
    };
    const skip = button("Not now", next);
    buttons.replaceChildren(skip);
    renderExercise({ model: listener(spec, hear), el: place });
    place.querySelector(".lessons-prompt").focus();
  };

  const draw = () => {
    if (!session) words.textContent = rest();
  };
  draw();
  return keeper.watch(draw);
}

export default { render };
