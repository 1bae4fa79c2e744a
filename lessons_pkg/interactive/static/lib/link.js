// The state of a figure in the address of its page, so that it survives a reload and
// can be sent to somebody: "#explore-slope?z=1.5". Of several figures that a reader has
// moved, the last one stands first: "#explore-growth?h=1&r=0.5;explore-slope?z=1.5".

import { html } from "./controls.js";

const LONGEST = 2000; // characters of a fragment that is read at all
const PAUSE = 400; // milliseconds after the last change until it is written
const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;

// The fragment, as text ---------------------------------------------------------------

/** What a fragment says, as {figure: its settings as one text}, the first one last. */
export function readFragment(fragment) {
  const parts = new Map();
  if (fragment.length > LONGEST) return parts;
  for (const part of fragment.replace(/^#/, "").split(";").reverse()) {
    const [, place, settings] = /^([\w-]+)\?(.*)$/.exec(part) ?? [];
    if (place) parts.set(place, settings);
  }
  return parts;
}

/** The same, written. */
export function writeFragment(parts) {
  const texts = [...parts].map(([place, settings]) => `${place}?${settings}`);
  return texts.reverse().join(";");
}

/** One setting's value as a fragment writes it; of a list, all numbers in a row. */
function textOf(value) {
  const text = Array.isArray(value) ? value.flat(2).join(",") : String(value);
  return encodeURIComponent(text).replaceAll("%2C", ",");
}

/** The values of settings as a fragment writes them. */
export function writeSettings(settings, get) {
  return settings.map(({ name }) => `${name}=${textOf(get(name))}`).join("&");
}

/** What a text means for a setting, or undefined where it is none of its values. */
function valueOf({ choices, last, min, max, decimals, read }, text) {
  if (choices) return choices.find((choice) => choice === text);
  const words = text.split(",");
  if (!words.every((word) => NUMBER.test(word))) return undefined;
  const numbers = words.map((word) => Number(word) + 0);
  if (read) return read(numbers);
  const [low, high] = last === undefined ? [min, max] : [0, last];
  const [value] = numbers;
  const whole = decimals === 0 || last !== undefined;
  if (numbers.length > 1 || !(low <= value && value <= high)) return undefined;
  return whole && !Number.isInteger(value) ? undefined : value;
}

/** The [name, value] pairs in a text that are settings and lie in their ranges. */
export function readSettings(settings, text) {
  const texts = new Map();
  for (const pair of text.split("&")) {
    const [, name, written] = /^(\w+)=(.*)$/.exec(pair) ?? [];
    try {
      texts.set(name, decodeURIComponent(written ?? ""));
    } catch { /* a percent sign that stands for nothing */ }
  }
  return settings
    .map((each) => [each.name, valueOf(each, texts.get(each.name) ?? "")])
    .filter(([, value]) => value !== undefined);
}

// The page ----------------------------------------------------------------------------

const parts = new Map(); // what the address says, or soon will
const figures = new Map(); // how a figure takes what it says
let due = 0;

/** Write the address of the page, in the place of the one that it had. */
function writeAddress() {
  clearTimeout(due);
  const written = writeFragment(parts);
  // Where no figure is moved, and a section was asked for, that stays.
  if (!written && readFragment(location.hash).size === 0) return;
  const page = location.href.split("#")[0];
  history.replaceState(
    history.state,
    "",
    written ? `${page}#${written}` : page,
  );
}

function readAddress() {
  for (const [place, settings] of readFragment(location.hash)) {
    parts.delete(place);
    parts.set(place, settings);
    figures.get(place)?.();
  }
}

/** Follow the address of the page. */
export function followAddress() {
  readAddress();
  addEventListener("hashchange", readAddress);
}

/** A button that copies the address of the page. */
function copyButton(prepare) {
  const said = html("span", { class: "lessons-unseen", role: "status" });
  const button = html("button", { type: "button", class: "lessons-copy" });
  const calm = () => button.textContent = "Copy link";
  const tell = (words) => button.textContent = said.textContent = words;
  button.addEventListener("blur", calm);
  button.addEventListener("click", async () => {
    const address = prepare();
    try {
      await navigator.clipboard.writeText(address);
      tell("Copied");
    } catch {
      tell("It stands in the address bar");
    }
  });
  calm();
  return html("p", { class: "lessons-link" }, said, button);
}

/** Have a figure's settings in the address, under the name of its place in the page. */
export function share(el, place, model, settings) {
  const now = () => writeSettings(settings, (name) => model.get(name));
  const start = now();
  const note = () => {
    if (parts.get(place) === now()) return;
    parts.delete(place);
    if (now() !== start) parts.set(place, now());
    clearTimeout(due);
    due = setTimeout(writeAddress, PAUSE);
  };
  const takeAll = () => {
    const said = new Map(readSettings(settings, parts.get(place) ?? ""));
    for (
      const { name, take = (to, value) => to.set(name, value) } of settings
    ) {
      const value = said.get(name);
      if (
        !said.has(name) || textOf(value) === textOf(model.get(name))
      ) continue;
      take(model, value);
    }
  };
  takeAll();
  figures.set(place, takeAll);
  for (const { name } of settings) model.on(`change:${name}`, note);
  el.append(copyButton(() => {
    parts.delete(place);
    parts.set(place, now());
    writeAddress();
    return `${location.href.split("#")[0]}#${place}?${now()}`;
  }));
}
