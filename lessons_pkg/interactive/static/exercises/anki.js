// What is solved as a text that Anki imports: question, answer and why, with tabs
// between them. Formulas are MathML there as they are here.

import { html } from "../lib/controls.js";
import { LETTERS, writeProse } from "./markup.js";

const HEAD = [
  "#separator:tab",
  "#html:true",
  "#deck:From Sigmoid to Backprop",
  "#columns:Question\tAnswer\tWhy",
];

/** A marked text as HTML in one line. */
function field(texts, formulas) {
  const room = html("div");
  texts.filter(Boolean).forEach((text) => writeProse(room, text, formulas));
  return room.innerHTML.replaceAll("\t", "    ").replaceAll("\n", "<br>");
}

function fenced(text) {
  return text && `\`\`\`\n${text}\n\`\`\``;
}

/** The blocks, options or lines that belong to the question, one to a line. */
function partsOf(spec) {
  const lettered = (texts) => texts.map((text, i) => `${LETTERS[i]}. ${text}`);
  const texts = (spec.options ?? spec.reasons ?? spec.goals ?? [])
    .map(({ text }) => text);
  const program = [...(spec.head ?? []), ...(spec.lines ?? [])].join("\n");
  return [
    fenced(spec.code ?? spec.symptom),
    fenced(program),
    ...(spec.goals ? texts : lettered(texts)),
  ];
}

/** What is right, where that can be said in a line. */
function rightOf(spec) {
  const right = ({ wrong }) => !wrong;
  return (spec.options ?? spec.reasons ?? []).filter(right)
    .map(({ text }) => text);
}

/** The text that Anki imports, of the specifications of exercises. */
export function ankiText(specs) {
  const notes = specs.map((spec) => {
    const columns = [
      [spec.prompt, ...partsOf(spec)],
      [...rightOf(spec), spec.solution],
      [spec.why],
    ];
    return columns.map((texts) => field(texts, spec.formulas)).join("\t");
  });
  return [...HEAD, ...notes].join("\n") + "\n";
}
