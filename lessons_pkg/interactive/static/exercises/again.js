// An exercise that is asked again, with other numbers, and how it went: what practice
// and the questions at a chapter's beginning share. The book keeps it in the browser, a
// notebook with Python.

import { render } from "./exercise.js";
import {
  addKept,
  mergedReviews,
  readKept,
  readReviews,
  watchKept,
} from "./store.js";

const MINUTE = 60_000; // milliseconds
const LAST = 9_999_999_999; // minutes since 1970

/** How well it went: wrong, right with a hint, right at once. */
export const GRADES = { wrong: 1, helped: 2, right: 3 };

/** A review as it is kept, whatever a clock may say. */
export function reviewOf(now, grade) {
  const minute = Math.min(Math.max(0, Math.floor(now / MINUTE)), LAST);
  return `${minute}:${grade}`;
}

const stateOf = (verdict) => verdict === "correct" ? "solved" : "tried";

/** The book's progress is in this browser. */
const BROWSER = {
  states: readKept,
  reviews: readReviews,
  add: (id, verdict, review) =>
    addKept({ [id]: stateOf(verdict) }, { [id]: review }),
  watch: watchKept,
};

/** A notebook's progress is with Python. */
function python(model) {
  return {
    states: () => model.get("_kept"),
    reviews: () => model.get("_reviews"),
    add: (id, verdict, review) => {
      const all = mergedReviews(model.get("_reviews"), { [id]: review });
      model.set("_reviews", all);
      model.send({ id, verdict, review });
    },
    watch: (watcher) => {
      model.on("change:_kept", watcher);
      return () => model.off("change:_kept", watcher);
    },
  };
}

/** Where the progress of this model's reader is kept. */
export function keeperFor(model) {
  return model.get("_kept") === undefined ? BROWSER : python(model);
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

/**
 * Ask another member of an exercise in `place`, keep the first attempt as a review, and
 * tell `heard` of each attempt: whether it was right, with help, and the first. Where a
 * session asks it again, `repeats` says how often it did, and nothing more is kept.
 */
export function askAgain(place, members, keeper, heard, repeats = 0) {
  const [{ id }] = members;
  const reviews = keeper.reviews()[id] ?? "";
  const times = reviews.split(" ").filter(Boolean).length + repeats;
  // The chapter asks the first member, so this begins with the second.
  const { members: _, ...spec } = members[(times + 1) % members.length];
  let isFirst = true;
  const hear = (verdict) => {
    if (verdict === "not attempted") return;
    const isRight = verdict === "correct";
    const helped = place.querySelector(".lessons-hint") !== null;
    if (isFirst && repeats === 0) {
      const well = helped ? GRADES.helped : GRADES.right;
      const grade = isRight ? well : GRADES.wrong;
      keeper.add(id, verdict, reviewOf(Date.now(), grade));
    }
    heard(isRight, helped, isFirst);
    isFirst = false;
  };
  render({ model: listener(spec, hear), el: place });
}
