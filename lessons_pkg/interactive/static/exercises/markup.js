// The few marks that exercises are written in, as nodes of the page: a second
// exercise/markup.py. Text goes in as text, so nothing in it can become an element.

import { html } from "../lib/controls.js";

const MARK = /`([^`\n]+)`|\*\*([^*\n]+)\*\*/g;

const VERDICTS = {
  correct: ["✓", "Correct."],
  mistake: ["✗", "A known mistake."],
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

/** The [tag, words] runs of a paragraph; the tag is "", "code" or "strong". */
export function proseRuns(words) {
  const runs = [];
  let end = 0;
  for (const mark of words.matchAll(MARK)) {
    runs.push(["", words.slice(end, mark.index)]);
    runs.push(mark[1] ? ["code", mark[1]] : ["strong", mark[2]]);
    end = mark.index + mark[0].length;
  }
  return [...runs, ["", words.slice(end)]].filter(([, run]) => run);
}

/** The nodes of one paragraph. */
export function markedNodes(words) {
  return proseRuns(words).map(([tag, run]) => tag ? html(tag, {}, run) : run);
}

/** Write a text into `parent`. */
export function writeProse(parent, text) {
  for (const [kind, words] of proseBlocks(text)) {
    parent.append(
      kind === "p" ? html("p", {}, ...markedNodes(words)) : codeBlock(words),
    );
  }
}

/** A block of code, which can be scrolled where it is too wide, by keyboard too. */
export function codeBlock(text) {
  const attributes = { tabindex: 0, role: "group", "aria-label": "code" };
  return html("pre", attributes, html("code", {}, text));
}

/** Show a verdict as an icon and in words. */
export function showVerdict(status, found) {
  const [icon, name] = VERDICTS[found.verdict];
  status.dataset.verdict = found.verdict;
  const sign = html("span", { "aria-hidden": "true" }, `${icon} `);
  status.replaceChildren(html("p", {}, html("strong", {}, sign, name)));
  writeProse(status, found.message);
}
