// A few questions from the chapters before, folded, at the beginning of a chapter:
// exercises that it builds on, with other numbers, made once they are unfolded.

import { html, keepKeys } from "../lib/controls.js";
import { askAgain, keeperFor } from "./again.js";
import { membersOf } from "./family.js";

function render({ model, el }) {
  const summary = html("summary", {}, "Questions from earlier chapters");
  const fold = html(
    "details",
    { class: "lessons-more lessons-recall" },
    summary,
  );
  fold.addEventListener("toggle", () => {
    const keeper = keeperFor(model);
    for (const spec of model.get("specs")) {
      const place = html("div");
      fold.append(place);
      askAgain(place, membersOf(spec), keeper, () => {});
    }
  }, { once: true });
  keepKeys(fold);
  el.classList.add("lessons-widget");
  el.append(fold);
}

export default { render };
