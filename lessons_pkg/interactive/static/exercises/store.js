// What the reader of the book has tried and solved, kept in this browser only: the
// same text as exercise/store.py's file. What a browser does not take (a private
// window, a full disk) lasts as long as the page, and the page says so. A damaged text
// is set aside; a newer version's is left alone.

const FORMAT = "from-sigmoid-to-backprop progress";
const VERSION = 1;
const LIMIT = 100_000; // bytes; the whole book needs a tenth of it
const STATES = ["tried", "solved"];
const EXERCISE_ID = /^[a-z_]+\.[a-z0-9-]+$/;
const PLACE = "from-sigmoid-to-backprop/progress";

// One for all copies of this file on a page, of which each script brings its own.
const page = globalThis[Symbol.for(PLACE)] ??= {
  unsaved: {}, // states that the browser did not take
  watchers: new Set(),
};

/** { exercise's id: "tried" or "solved" }. */
export function readKept() {
  return mergedStates(stored().states, page.unsaved);
}

/** Add states to those that are kept; another tab's are kept too. */
export function addKept(states) {
  const found = stored();
  const merged = mergedStates(mergedStates(found.states, page.unsaved), states);
  if (setAside(found) && store(PLACE, textOf(merged))) page.unsaved = {};
  else page.unsaved = mergedStates(page.unsaved, states);
  page.watchers.forEach((watcher) => watcher());
}

/** Forget everything; say whether that worked. */
export function resetKept() {
  const found = stored();
  if (found.trouble !== "newer") {
    setAside(found);
    store(PLACE, null);
    page.unsaved = {};
    page.watchers.forEach((watcher) => watcher());
  }
  return Object.keys(readKept()).length === 0 && found.trouble !== "newer";
}

/** An exercise's state, or "unsaved" where what was solved lasts only for now. */
export function keptOf(id) {
  const unsaved = page.unsaved[id] === "solved";
  return unsaved ? "unsaved" : stored().states[id];
}

/** What an exercise says of its state. */
export function markOf(state) {
  return { solved: "✓ solved", unsaved: "✓ solved, not saved" }[state] ?? "";
}

/** What hinders keeping: "nothing kept", "damaged" or "newer"; null if all is well. */
export function keepingTrouble() {
  const { trouble } = stored();
  if (trouble) return trouble;
  const room = "room for a page of exercises ".repeat(50);
  const works = store(`${PLACE}/probe`, room) && store(`${PLACE}/probe`, null);
  const all = Object.keys(page.unsaved).length === 0;
  return works && all ? null : "nothing kept";
}

/** Call `watcher` after every change, in this tab or another; returns how to stop. */
export function watchKept(watcher) {
  const heard = ({ key, newValue }) => {
    if (key !== PLACE && key !== null) return;
    if (newValue === null) page.unsaved = {}; // forgotten, in another tab
    watcher();
  };
  // Back on a page that the browser had put to sleep.
  const woken = ({ persisted }) => persisted && watcher();
  page.watchers.add(watcher);
  globalThis.addEventListener("storage", heard);
  globalThis.addEventListener("pageshow", woken);
  return () => {
    page.watchers.delete(watcher);
    globalThis.removeEventListener("storage", heard);
    globalThis.removeEventListener("pageshow", woken);
  };
}

/** Let the reader save progress as a file. */
export function saveAsFile(states) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([textOf(states)]));
  link.download = "progress.json";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** Read a file of progress; one that is too large is not even opened. */
export async function statesInFile(file) {
  if (file.size > LIMIT) refuse("This is too large to be a progress file.");
  return statesFrom(await file.text());
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
  if (new TextEncoder().encode(text).length > LIMIT) {
    refuse("This is too large to be a progress file.");
  }
  const content = parsed(text);
  if (!isObject(content) || content.format !== FORMAT) {
    refuse("This is not a progress file of this book.");
  }
  if (isNewer(content)) {
    refuse("This progress file is of a newer version of this book.");
  }
  if (content.version !== VERSION) {
    refuse("This progress file is of a version unknown here.");
  }
  if (!isObject(content.exercises)) {
    refuse("This progress file lists no exercises.");
  }
  for (const [id, state] of Object.entries(content.exercises)) {
    if (!EXERCISE_ID.test(id) || id.length > 80 || !STATES.includes(state)) {
      refuse("This progress file holds something that is no exercise.");
    }
  }
  return content.exercises;
}

function refuse(words) {
  throw new Error(words);
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isNewer(content) {
  return isObject(content) && content.format === FORMAT &&
    typeof content.version === "number" && content.version > VERSION;
}

function parsed(text) {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return null;
  }
}

/** What the browser keeps: the states, and if it cannot be used the text and why. */
function stored() {
  let text;
  try {
    text = globalThis.localStorage.getItem(PLACE);
  } catch {
    return { states: {}, trouble: "nothing kept" };
  }
  if (text === null) return { states: {} };
  try {
    return { states: statesFrom(text) };
  } catch {
    const trouble = isNewer(parsed(text)) ? "newer" : "damaged";
    return { states: {}, text, trouble };
  }
}

/** Put a damaged text where none is yet; say whether its place may be written. */
function setAside({ text, trouble }) {
  if (trouble !== "damaged") return trouble === undefined;
  let place = `${PLACE}/damaged`;
  for (let i = 2; ![null, text].includes(localStorage.getItem(place)); i++) {
    place = `${PLACE}/damaged-${i}`;
  }
  return store(place, text);
}

/** Keep a text, or nothing; say whether that worked. */
function store(place, text) {
  try {
    if (text === null) globalThis.localStorage.removeItem(place);
    else globalThis.localStorage.setItem(place, text);
    return globalThis.localStorage.getItem(place) === text;
  } catch {
    return false;
  }
}
