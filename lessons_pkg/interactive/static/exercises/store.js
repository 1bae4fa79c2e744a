// What the reader of the book has tried and solved, kept in this browser only: the
// same text as exercise/store.py's file. Where a browser keeps nothing (a private
// window, a full disk), it lasts as long as the page.

const FORMAT = "from-sigmoid-to-backprop progress";
const VERSION = 1;
const LIMIT = 100_000; // characters; the whole book needs a tenth of it
const STATES = ["tried", "solved"];
const EXERCISE_ID = /^[a-z_]+\.[a-z0-9-]+$/;
const PLACE = "from-sigmoid-to-backprop/progress";

const watchers = new Set();
let memory = null; // the text, where storage fails

/** { exercise's id: "tried" or "solved" }. */
export function readKept() {
  const text = storedText();
  if (text === null) return {};
  try {
    return statesFrom(text);
  } catch {
    // Damaged: set aside, and begin anew.
    store(`${PLACE}/damaged`, text);
    store(PLACE, null);
    return {};
  }
}

/** Add states to those that are kept; another tab's are kept too. */
export function addKept(states) {
  const merged = mergedStates(readKept(), states);
  memory = store(PLACE, textOf(merged)) ? null : textOf(merged);
  watchers.forEach((watcher) => watcher());
}

/** Forget everything. */
export function resetKept() {
  memory = null;
  store(PLACE, null);
  watchers.forEach((watcher) => watcher());
}

/** Say whether the browser keeps anything beyond this page. */
export function canKeep() {
  return memory === null;
}

/** Call `watcher` after every change, in this tab or another; returns how to stop. */
export function watchKept(watcher) {
  const listener = ({ key }) => (key === PLACE || key === null) && watcher();
  watchers.add(watcher);
  globalThis.addEventListener("storage", listener);
  return () => {
    watchers.delete(watcher);
    globalThis.removeEventListener("storage", listener);
  };
}

/** For each exercise the better of two states. */
export function mergedStates(some, others) {
  const merged = { ...some };
  for (const [id, state] of Object.entries(others)) {
    const better = STATES.indexOf(state) > STATES.indexOf(merged[id]);
    if (better) merged[id] = state;
  }
  return merged;
}

/** The text of a progress file. */
export function textOf(states) {
  const sorted = Object.keys(states).sort().map((id) => [id, states[id]]);
  const exercises = Object.fromEntries(sorted);
  const content = { format: FORMAT, version: VERSION, exercises };
  return JSON.stringify(content, null, 1) + "\n";
}

/** Read the text of a progress file, of which every part is checked. */
export function statesFrom(text) {
  if (text.length > LIMIT) {
    throw new Error("This is too large to be a progress file.");
  }
  const content = parsed(text);
  const isObject = (value) =>
    typeof value === "object" && value !== null && !Array.isArray(value);
  if (!isObject(content) || content.format !== FORMAT) {
    throw new Error("This is not a progress file of this book.");
  }
  if (content.version !== VERSION) {
    throw new Error("This progress file is of a version unknown here.");
  }
  if (!isObject(content.exercises)) {
    throw new Error("This progress file lists no exercises.");
  }
  for (const [id, state] of Object.entries(content.exercises)) {
    if (!EXERCISE_ID.test(id) || id.length > 80 || !STATES.includes(state)) {
      throw new Error(
        "This progress file holds something that is no exercise.",
      );
    }
  }
  return content.exercises;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error("This is not a progress file: it is not JSON.");
  }
}

function storedText() {
  try {
    return memory ?? globalThis.localStorage.getItem(PLACE);
  } catch {
    return memory;
  }
}

/** Keep a text, or nothing; say whether that worked. */
function store(place, text) {
  try {
    if (text === null) globalThis.localStorage.removeItem(place);
    else globalThis.localStorage.setItem(place, text);
    return true;
  } catch {
    return false;
  }
}
