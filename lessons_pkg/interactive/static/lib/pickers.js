// Choosing and playing: a row of words of which one is picked, and a button that walks
// a setting from where it stands to its end. Both change a trait, as a slider does.

import { html } from "./controls.js";

let groups = 0;

/** What a reader may choose: a trait, its name in words and the words to choose. */
export function option(name, words, choices) {
  return { name, words, choices };
}

/** A row of radio buttons for an option; returns what follows the model. */
export function picker(parent, model, { name, words, choices }) {
  // Radio buttons are a group by their common name, also across the whole page.
  const group = `lessons-${groups++}-${name}`;
  const row = html("fieldset", { class: "lessons-picker" });
  row.append(html("legend", {}, words));
  const inputs = choices.map((choice) => {
    const input = html("input", { type: "radio", name: group, value: choice });
    input.addEventListener("change", () => {
      model.set(name, choice);
      model.save_changes();
    });
    row.append(html("label", {}, input, html("span", {}, choice)));
    return input;
  });
  parent.append(row);
  return () => {
    for (const input of inputs) input.checked = input.value === model.get(name);
  };
}

/**
 * A button that raises a whole setting by `pace` steps every `pause` milliseconds until
 * its end, and from the start again if it stands there; pressed again, it rests.
 */
export function playButton(parent, model, setting, { pause, pace = 1 }) {
  const { name, min, max, step } = setting;
  const button = html("button", { type: "button", class: "lessons-play" });
  let timer = 0;
  let expected = null;
  const rest = () => {
    clearInterval(timer);
    timer = 0;
    button.textContent = "Play";
  };
  const advance = () => {
    // Someone else has moved it, or the figure has left the page.
    const moved = model.get(name) !== expected;
    if (moved || !button.isConnected) return rest();
    expected = Math.min(max, expected + pace * step);
    model.set(name, expected);
    model.save_changes();
    if (expected >= max) rest();
  };
  button.addEventListener("click", () => {
    if (timer) return rest();
    if (model.get(name) >= max) model.set(name, min);
    expected = model.get(name);
    button.textContent = "Pause";
    timer = setInterval(advance, pause);
  });
  rest();
  parent.append(button);
}
