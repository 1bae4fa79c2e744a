// A row of words of which one is picked. It changes a trait, as a slider does.

import { html } from "./controls.js";

let groups = 0;

/**
 * What a reader may choose: a trait, its name in words and the values to choose, with
 * names for those that are called otherwise.
 */
export function option(name, words, choices, names = {}) {
  return { name, words, choices, names };
}

/** A row of radio buttons for an option; returns what follows the model. */
export function picker(parent, model, { name, words, choices, names = {} }) {
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
    const shown = html("span", {}, names[choice] ?? choice);
    row.append(html("label", {}, input, shown));
    return input;
  });
  parent.append(row);
  return () => {
    for (const input of inputs) input.checked = input.value === model.get(name);
  };
}
