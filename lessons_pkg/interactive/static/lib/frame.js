// The frame of an explorable, one for all: the question; the drawing with the toolbar
// under it, so that both share a screen and what moves is seen while it is moved; other
// settings; a few numbers and a note; and, folded away, what is not needed at first.

import { html, keepKeys } from "./controls.js";

/**
 * Its rooms. `main` takes the control that the question speaks of and `buttons` takes
 * Play, Step and Reset, in this order; `fold(words)` makes a room that opens.
 */
export function frame(el, name, question) {
  const room = (kind, tag = "div") => html(tag, { class: `lessons-${kind}` });
  const root = html("div", {
    class: "lessons-explore",
    role: "group",
    "aria-label": name,
  });
  keepKeys(root);
  const asked = html("p", { class: "lessons-question" }, question);
  const [stage, toolbar] = [room("stage"), room("toolbar")];
  const parts = {
    stage,
    figure: room("figure"),
    main: room("main"),
    buttons: room("buttons"),
    controls: room("controls"),
    readouts: room("readouts"),
    note: room("note", "p"),
  };
  toolbar.append(parts.main, parts.buttons);
  stage.append(parts.figure, toolbar);
  root.append(asked, stage, parts.controls, parts.readouts, parts.note);
  el.classList.add("lessons-widget");
  el.append(root);
  const fold = (words) => {
    const inside = room("inside");
    const more = html("details", { class: "lessons-more" });
    more.append(html("summary", {}, words), inside);
    root.append(more);
    return inside;
  };
  return { ...parts, fold };
}

/** A button with words on it. */
export function button(parent, words, press, kind = "lessons-button") {
  const node = html("button", { type: "button", class: kind }, words);
  node.addEventListener("click", press);
  parent.append(node);
  return node;
}

/** A button that brings back the state that the page began with. */
export function resetButton(parent, model, settings) {
  const start = settings.map(({ name }) => [name, model.get(name)]);
  button(parent, "Reset", () => {
    for (const [name, value] of start) model.set(name, value);
    model.save_changes();
  });
}

/** What the button that plays is called at rest: it begins anew when all is over. */
export const playName = (over) => over ? "Play again" : "Play";

/**
 * Play and Step for a whole setting. Play raises it by one every `pause` milliseconds
 * until `last()`, and from the start again if it stands there; pressed again, it rests.
 * Step raises it once, and a screen reader hears `words()`.
 */
export function player(parent, model, { name, min }, { pause, last, words }) {
  const said = html("span", { class: "lessons-unseen", role: "status" });
  let timer = 0;
  let expected = null;
  const put = (value) => {
    model.set(name, value);
    model.save_changes();
  };
  const rest = () => {
    clearInterval(timer);
    timer = 0;
    entitle();
  };
  const entitle = () =>
    play.textContent = timer ? "Pause" : playName(model.get(name) >= last());
  const advance = () => {
    // Someone else has moved it, or the figure has left the page.
    if (model.get(name) !== expected || !play.isConnected) return rest();
    expected = Math.min(last(), expected + 1);
    put(expected);
    if (expected >= last()) rest();
  };
  const play = button(parent, "Play", () => {
    if (timer) return rest();
    if (model.get(name) >= last()) put(min);
    expected = model.get(name);
    timer = setInterval(advance, pause);
    entitle();
  }, "lessons-play");
  button(parent, "Step", () => {
    rest();
    put(Math.min(last(), model.get(name) + 1));
    said.textContent = words();
  });
  model.on(`change:${name}`, entitle);
  parent.append(said);
}
