// Practice: what was solved is asked again when it is due, with other numbers and mixed
// over the chapters, for ten minutes at most. What was wrong comes back at the end. It
// counts on nobody: no page ever says that something is due.

import { html, keepKeys } from "../lib/controls.js";
import { ankiText } from "./anki.js";
import { askAgain, keeperFor } from "./again.js";
import { membersOf } from "./family.js";
import { daysUntilNext, dueNow } from "./schedule.js";
import { saveAsFile } from "./store.js";

const SESSION = 10 * 60_000; // milliseconds

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

/** All exercises. A notebook has them; a page fetches them, the first time it asks. */
async function exercisesOf(model) {
  const src = model.get("source");
  if (!src) return model.get("specs");
  if (!globalThis.lessonsExercises) {
    const script = html("script", { src });
    await new Promise((resolve, reject) => {
      script.addEventListener("load", resolve);
      script.addEventListener("error", reject);
      document.head.append(script);
    });
  }
  return globalThis.lessonsExercises;
}

function render({ model, el }) {
  const chapters = model.get("chapters");
  const ids = chapters.map((chapter) => chapter.ids);
  const titles = new Map(
    chapters.flatMap(({ title, ids }) => ids.map((id) => [id, title])),
  );
  const families = new Map();
  const keeper = keeperFor(model);
  const due = () => dueNow(ids, keeper.states(), keeper.reviews(), Date.now());

  const words = html("p", { role: "status", tabindex: -1 });
  const room = html("div", { class: "lessons-asked" });
  const buttons = html("div", { class: "lessons-buttons" });
  el.classList.add("lessons-widget");
  const frame = html("div", { class: "lessons-practice" });
  keepKeys(frame);
  frame.append(words, room, buttons);
  el.append(frame);

  let session = null;

  /** Do what needs the exercises, or say that they cannot be had. */
  const withExercises = (action) => async () => {
    try {
      for (const spec of await exercisesOf(model)) {
        families.set(spec.id, membersOf(spec));
      }
    } catch {
      words.textContent =
        "The exercises could not be fetched. Once you are online " +
        "again, press the button again.";
      return words.focus();
    }
    action();
  };

  /** What there is to do, before a session and after it. */
  const rest = () => {
    session = null;
    room.replaceChildren();
    const waiting = due().length;
    const solved = ids.flat().filter((id) => keeper.states()[id] === "solved");
    const anki = button(
      "Export for Anki",
      withExercises(() =>
        saveAsFile(
          ankiText(solved.map((id) => families.get(id)[0])),
          "anki.txt",
        )
      ),
    );
    buttons.replaceChildren(
      ...(waiting
        ? [button("Start", withExercises(begin), { class: "lessons-go" })]
        : []),
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
    words.textContent = titles.get(id);
    const place = html("div");
    room.replaceChildren(place);
    const hear = (isRight, helped, isFirst) => {
      buttons.replaceChildren(button("Next", next, { class: "lessons-go" }));
      if (!isFirst) return;
      if (!isRight) session.queue.push({ id, repeats: repeats + 1 });
      if (repeats > 0) return;
      session.asked += 1;
      if (isRight && !helped) session.right += 1;
    };
    buttons.replaceChildren(button("Not now", next));
    askAgain(place, families.get(id), keeper, hear, repeats);
    place.querySelector(".lessons-prompt").focus();
  };

  const draw = () => {
    if (!session) words.textContent = rest();
  };
  draw();
  return keeper.watch(draw);
}

export default { render };
