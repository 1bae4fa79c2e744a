// The few marks that exercises are written in, as nodes of the page: a second
// exercise/markup.py. Text goes in as text, so nothing in it can become an element.

import { html } from "../lib/controls.js";

const TAGS = ["code", "strong", "em", "math"];
const MARK = new RegExp(
  "`([^`\\n]+)`|\\*\\*([^*\\n]+)\\*\\*" +
    // A lone star, as in 2 * 3, is no mark.
    "|\\*([^\\s*`$](?:[^\\n*`$]*[^\\s*`$])?)\\*" +
    // What ends a sentence or a clause stays on the line of the formula before it.
    "|\\$([^$\\n]+\\$[.,;:?!)]*)",
  "g",
);

export const LETTERS = "abcdefghijklmnopqrstuvwxyz"; // of options and lines

const VERDICTS = {
  correct: ["✓", "Correct."],
  mistake: ["✗", "Not quite:"],
  "not yet": ["○", "Not yet."],
  "not attempted": ["–", "Not attempted."],
};

/** The ["p", words] and ["pre", code] blocks of a text. */
export function proseBlocks(text) {
  return text.split(/^```.*\n?/m).flatMap((part, i) => {
    if (i % 2 === 1) return [["pre", part.replace(/\n+$/, "")]];
    return part.split(/\n\s*\n/)
      .map((paragraph) => paragraph.split(/\s+/).filter(Boolean).join(" "))
      .filter(Boolean)
      .map((words) => ["p", words]);
  });
}

/**
 * The [tag, words] runs of a paragraph; the tag is "", "code", "strong", "em" or
 * "math". A formula ends in its dollar sign, and behind that is the punctuation that
 * follows.
 */
export function proseRuns(words) {
  const runs = [];
  let end = 0;
  for (const mark of words.matchAll(MARK)) {
    runs.push(["", words.slice(end, mark.index)]);
    const [, ...marked] = mark;
    const i = marked.findIndex(Boolean);
    runs.push([TAGS[i], marked[i]]);
    end = mark.index + mark[0].length;
  }
  return [...runs, ["", words.slice(end)]].filter(([, run]) => run);
}

/** The nodes of one paragraph; `formulas` are the exercise's own. */
export function markedNodes(words, formulas) {
  return proseRuns(words).flatMap(([tag, run]) => {
    if (tag !== "math") return [tag ? html(tag, {}, run) : run];
    const [formula, after] = run.split("$");
    const pieces = formulaNodes(formula, formulas);
    const last = html("span", { class: "lessons-kept" }, pieces.pop(), after);
    return [...pieces.flatMap((piece) => [piece, html("wbr")]), last];
  });
}

/** The pieces of a formula, as MathML that Python keeps; without it, as it is typed. */
function formulaNodes(formula, formulas) {
  if (!Object.hasOwn(formulas, formula)) return [html("code", {}, formula)];
  return formulas[formula].map(mathNode);
}

const MATHML = "http://www.w3.org/1998/Math/MathML";
const MATHML_ATTRIBUTES = [
  "class",
  "form",
  "fence",
  "separator",
  "stretchy",
  "lspace",
  "rspace",
  "width",
  "height",
  "depth",
  "minsize",
  "maxsize",
  "movablelimits",
  "displaystyle",
  "scriptlevel",
];

/** An element of MathML from [tag, attributes, ...contents]; nothing else comes in. */
function mathNode(tree) {
  if (typeof tree === "string") return tree;
  const [tag, attributes, ...contents] = tree;
  if (!/^m[a-z]+$/.test(tag)) throw new Error(`${tag} is no formula`);
  const node = document.createElementNS(MATHML, tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (MATHML_ATTRIBUTES.includes(name)) node.setAttribute(name, value);
  }
  node.append(...contents.map(mathNode));
  return node;
}

/** Write a text into `parent`. */
export function writeProse(parent, text, formulas) {
  for (const [kind, words] of proseBlocks(text)) {
    const isText = kind === "p";
    parent.append(
      isText
        ? html("p", {}, ...markedNodes(words, formulas))
        : codeBlock(words),
    );
  }
}

/** A block of code, in which a long line goes on below. */
export function codeBlock(text) {
  const lines = text.split(/(?<=\n)/);
  return html("pre", {}, ...lines.map((line) => html("code", {}, line)));
}

/** Show a verdict as an icon and in words. */
export function showVerdict(status, { verdict, message }, formulas) {
  const [icon, name] = VERDICTS[verdict];
  status.dataset.verdict = verdict;
  status.replaceChildren();
  writeProse(status, message, formulas);
  if (status.firstChild?.tagName !== "P") status.prepend(html("p"));
  // Where it says what is missing, that is enough.
  const isEnough = message && verdict === "not attempted";
  const sign = html("span", { "aria-hidden": "true" }, `${icon} `);
  const heading = html("strong", {}, sign, isEnough ? "" : name);
  status.firstChild.prepend(heading, message && !isEnough ? " " : "");
}
