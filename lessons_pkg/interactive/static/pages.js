// What every page of the book shows of the progress: beside each chapter in the
// contents how much of it is solved, and, where the browser keeps nothing, a line that
// says so.

import {
  keepingTrouble,
  readKept,
  readReviews,
  saveAsFile,
  textOf,
  watchKept,
} from "./exercises/store.js";

/** What is said before and after the link, and whether to offer an export. */
const TROUBLES = {
  "nothing kept": {
    words: ["", " is not kept by this browser: export it before you leave."],
    exports: true,
  },
  newer: {
    words: [
      "",
      " was kept by a newer version of this book and is left as it is. What you " +
      "solve here is not kept: export it before you leave.",
    ],
    exports: true,
  },
  damaged: {
    words: [
      "What this browser had kept of ",
      " is damaged. It is set aside when you next solve something; you can import a " +
      "file that you exported before.",
    ],
    exports: false,
  },
};

function element(tag, properties = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}

/**
 * Begin, on a page of the site at `root`. For each page `exercises` has the ids of
 * those that are answered here and of those that only a notebook can check; `progress`
 * is the address of the progress page.
 */
export function startPage(root, { exercises, progress }) {
  const counts = countsBesideLinks(root, exercises);
  const sayTrouble = troubleLine(new URL(progress, root).href);
  const draw = () => {
    const kept = readKept();
    counts.forEach((show) => show(kept));
    sayTrouble();
  };
  watchKept(draw);
  draw();
}

/** Hosts may leave out a page's ".html". */
const pathOf = (address) => address.pathname.replace(/\.html$/, "");

/** How to show the count beside each chapter's link, once something is solved. */
function countsBesideLinks(root, exercises) {
  const links = [...document.querySelectorAll(".sidebar-tree a.reference")];
  return Object.entries(exercises).flatMap(([page, [here, inNotebook]]) => {
    const path = pathOf(new URL(page, root));
    const link = links.find((each) => pathOf(each) === path);
    if (!link) return [];
    const count = element("span", { className: "solved" });
    count.setAttribute("role", "img");
    return (kept) => {
      const solved = (ids) => ids.filter((id) => kept[id] === "solved").length;
      const [some, others] = [solved(here), solved(inNotebook)];
      if (some + others === 0) return count.remove();
      const more = others ? ` + ${others}` : "";
      const apart = inNotebook.length
        ? `, in the notebook: ${others} of ${inNotebook.length}`
        : "";
      count.textContent = `${some}/${here.length}${more}`;
      count.title = `Solved: ${some} of ${here.length} here${apart}`;
      count.setAttribute("aria-label", count.title);
      count.classList.toggle("whole", some === here.length);
      link.append(count);
    };
  });
}

/** How to say what hinders keeping, if anything does. */
function troubleLine(progress) {
  // Present before it is filled, or a screen reader would not speak it.
  const said = element("p");
  said.setAttribute("role", "status");
  const buttons = element("span");
  const line = element("div", { className: "unkept" }, said, buttons);
  document.body.append(line);
  const clear = () => [said, buttons].forEach((part) => part.replaceChildren());
  let now = null;
  return () => {
    const trouble = keepingTrouble();
    if (trouble === now) return;
    now = trouble;
    clear();
    if (trouble === null) return;
    const { words: [before, after], exports } = TROUBLES[trouble];
    const name = before ? "your progress" : "Your progress";
    said.append(before, element("a", { href: progress }, name), after);
    const button = (label, onclick) =>
      element("button", { type: "button", onclick }, label);
    if (exports) {
      const all = () => textOf(readKept(), readReviews());
      buttons.append(button("Export", () => saveAsFile(all())));
    }
    const close = button("✕", clear);
    close.ariaLabel = "Close";
    buttons.append(close);
  };
}
