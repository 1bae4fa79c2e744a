// How a program is given as an answer: lines put in order, a faulty line picked. Lines
// move by buttons, so that mouse, finger and keyboard do the same.

import { html } from "../lib/controls.js";
import { codeBlock, markedNodes } from "./markup.js";
import { choices, fieldset } from "./kinds.js";

/** Order: the reader's program, and below it the lines that are left. */
export function answerByOrdering(spec, parent, given, changed) {
  const program = [...(given ?? [])];
  const group = fieldset(parent, "Your program");
  const head = codeBlock(spec.head.join("\n"));
  const chosen = html("ol", { class: "lessons-lines" });
  const left = html("ul", { class: "lessons-lines lessons-left" });
  // Tells a screen reader where a line went.
  const told = html("p", { class: "lessons-unseen", "aria-live": "polite" });
  group.append(head, chosen, told);
  fieldset(parent, "Spare lines").append(left);

  const moveTo = (line, place, wanted) => {
    const from = program.indexOf(line);
    if (from >= 0) program.splice(from, 1);
    if (place >= 0) program.splice(place, 0, line);
    told.textContent = place < 0 ? "taken out" : `now line ${place + 1}`;
    draw();
    focusOn(line, wanted);
    changed();
  };
  const focusOn = (line, wanted) => {
    // After one line is added, the next one can be.
    const next = wanted === "add" && left.querySelector("button");
    if (next) return next.focus();
    const row = parent.querySelector(`[data-line="${line}"]`);
    const able = [...row.querySelectorAll("button:not([disabled])")];
    (able.find((b) => b.dataset.does === wanted) ?? able[0]).focus();
  };
  const row = (line, ...buttons) => {
    const code = html("code", {}, spec.lines[line]);
    const item = html("li", { "data-line": line }, code);
    const tools = html("span", { class: "lessons-tools" });
    for (const [does, sign, place, able = true] of buttons) {
      const button = html(
        "button",
        { type: "button", "data-does": does },
        sign,
      );
      button.setAttribute("aria-label", `${does}: ${spoken(spec.lines[line])}`);
      button.title = does;
      button.disabled = !able;
      button.addEventListener("click", () => moveTo(line, place, does));
      tools.append(button);
    }
    item.append(tools);
    return item;
  };
  const draw = () => {
    const last = program.length - 1;
    chosen.replaceChildren(...program.map((line, i) =>
      row(
        line,
        ["move up", "↑", i - 1, i > 0],
        ["move down", "↓", i + 1, i < last],
        ["take out", "✕", -1],
      )
    ));
    if (last < 0) {
      chosen.append(
        html("li", { class: "lessons-note" }, html("span", {}, "no lines yet")),
      );
    }
    const free = spec.lines.map((_, i) => i).filter((i) =>
      !program.includes(i)
    );
    left.replaceChildren(
      ...free.map((line) => row(line, ["add", "+", last + 1])),
    );
  };
  draw();
  return { read: () => [...program] };
}

/** A line of code in words, with its indentation. */
function spoken(line) {
  const words = line.trim();
  const indent = line.indexOf(words);
  return indent > 0 ? `${words}, indented by ${indent}` : words;
}

/** FindBug: the faulty line, and the reason. */
export function answerByFinding(spec, parent, given, changed) {
  parent.append(codeBlock(spec.symptom));
  const one = (value) => value == null ? [] : [value];
  const group = fieldset(parent, "Which line?");
  group.classList.add("lessons-program");
  const code = spec.lines.map((line) => [html("code", {}, line)]);
  const lines = choices(group, "line", code, {
    given: one(given?.line),
    numbered: true,
    changed,
  });
  const words = spec.reasons.map(({ text }) => markedNodes(text));
  const reasons = choices(fieldset(parent, "Why?"), "reason", words, {
    given: one(given?.reason),
    changed,
  });
  return {
    read: () => ({ line: lines()[0] ?? null, reason: reasons()[0] ?? null }),
  };
}
