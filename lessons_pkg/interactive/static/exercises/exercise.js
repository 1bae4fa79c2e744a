// An exercise: its prompt, the controls of its kind, Check, and the verdict; then
// hints, one at a time, and the solution. Where it is a family, another one follows
// when one is done. The page grades by itself. In a notebook Python hears the verdict
// and keeps it; in the book this browser does.

import { html, keepKeys } from "../lib/controls.js";
import { keepDraft, readDraft } from "./drafts.js";
import { membersOf } from "./family.js";
import { grade } from "./grade.js";
import { KINDS } from "./kinds.js";
import { showVerdict, writeProse } from "./markup.js";
import { addKept, keptOf, markOf, watchKept } from "./store.js";

/** A button that does not send the form. */
function plainButton(words, action) {
  const button = html("button", { type: "button" }, words);
  button.addEventListener("click", action);
  return button;
}

/** The frame of an exercise, and rooms for all that it shows. */
function exerciseFrame(el, kind) {
  const title = html("p", { class: "lessons-kind" }, kind);
  const mark = html("span", { class: "lessons-mark" });
  title.append(mark);
  const prompt = html("div", { class: "lessons-prompt", tabindex: -1 });
  const answer = html("div", { class: "lessons-answer" });
  const buttons = html("div", { class: "lessons-buttons" });
  // Present before it is filled, or a screen reader would not speak it.
  const status = html("div", { class: "lessons-verdict", role: "status" });
  const help = html("div", { class: "lessons-help", "aria-live": "polite" });
  const form = html("form", { class: "lessons-exercise", autocomplete: "off" });
  keepKeys(form);
  form.addEventListener("keydown", (event) => {
    // JupyterLab takes Enter from a line of text, which would send the form.
    if (event.key === "Enter" && event.target.type === "text") {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  const note = html("p", { class: "lessons-note", role: "status" });
  form.append(title, prompt, answer, status, note, buttons, help);
  el.classList.add("lessons-widget");
  const name = { role: "group", "aria-label": `Exercise: ${kind}` };
  el.append(html("div", name, form));
  return { form, mark, prompt, answer, buttons, status, note, help };
}

/**
 * A button for the next hint, and after the last one for the solution, after which
 * nothing is left to say.
 */
function helpButton(help, { hints, solution, formulas }, said) {
  const waiting = [...hints];
  const button = plainButton("", () => {
    const words = html("div", { class: "lessons-hint" });
    help.append(words);
    if (waiting.length > 0) {
      writeProse(words, waiting.shift(), formulas);
      name();
    } else {
      writeProse(words, solution, formulas);
      button.remove();
      said();
    }
  });
  const name = () => {
    button.textContent = waiting.length > 0 ? "Hint" : "Solution";
  };
  name();
  const solved = () => {
    waiting.length = 0;
    name();
  };
  return { button, solved };
}

const FIRST_COUNTS = "You know the result by now, so your first answer counts.";

const NOT_KEPT =
  "Python does not answer, so this is not kept. If the kernel was " +
  "restarted, run the notebook's first cell and this cell again, and check once more.";

/** Tell Python of a try; where it does not hear, say so, as long as that is true. */
function tellPython(model, note) {
  const tries = (model.get("_tries") ?? 0) + 1;
  model.set("_tries", tries);
  try {
    model.save_changes();
  } catch (error) {
    console.info("The notebook's kernel is gone.", error);
  }
  const say = () => {
    note.textContent = (model.get("_heard") ?? 0) >= tries ? "" : NOT_KEPT;
  };
  model.on("change:_heard", say);
  setTimeout(say, 3000);
}

/** Put the controls of an exercise in, with the answer that was kept, if it fits. */
function controlsFor(answerWith, spec, room, given, changed) {
  try {
    return answerWith(spec, room, given, changed);
  } catch {
    room.replaceChildren();
    return answerWith(spec, room, null, changed);
  }
}

/** Which member was asked last, and what was answered there. */
function begun(model, spec, inBook) {
  if (inBook) return readDraft(spec);
  const [turn, answer] = [model.get("turn"), model.get("answer")];
  return { turn, answer, checked: Boolean(model.get("verdict")) };
}

/** Draw an exercise into `el`; the model says which one, and hears what came of it. */
export function render({ model, el }) {
  const whole = model.get("spec");
  const members = membersOf(whole);
  const [kind, answerWith] = KINDS[whole.kind];
  const parts = exerciseFrame(el, kind);
  const { form, buttons, status } = parts;
  // Only a notebook has a Python that keeps the progress.
  const inBook = model.get("_kept") === undefined;
  // The member that is asked: its turn, its controls, and how to show a verdict.
  let asked;

  const ask = (turn, draft) => {
    const spec = members[turn];
    const rooms = [parts.prompt, parts.answer, status, parts.help, buttons];
    rooms.forEach((room) => room.replaceChildren());
    delete status.dataset.verdict;
    writeProse(parts.prompt, spec.prompt, spec.formulas);
    const changed = () => {
      status.replaceChildren();
      delete status.dataset.verdict;
      if (inBook) keepDraft(whole, turn, controls.read(), false);
    };
    const controls = controlsFor(
      answerWith,
      spec,
      parts.answer,
      draft.answer,
      changed,
    );
    const helper = helpButton(parts.help, spec, offerAnother);
    if (controls) buttons.append(html("button", { type: "submit" }, "Check"));
    buttons.append(helper.button);

    const show = (found) => {
      asked.right ||= found.verdict === "correct";
      mark();
      showVerdict(status, found, spec.formulas);
      if (found.verdict === "correct") helper.solved();
      // What was predicted has been revealed: there is nothing left to choose.
      if (spec.kind === "predict" && found.verdict !== "not attempted") {
        controls.reveal();
        buttons.replaceChildren();
        offerAnother();
      }
    };
    asked = { turn, spec, controls, show, right: false };
    if (draft.checked) show(grade(spec, controls.read()));
    mark();
  };

  const another = plainButton("Another one", () => {
    const turn = (asked.turn + 1) % members.length;
    ask(turn, {});
    if (inBook) keepDraft(whole, turn, null, false);
    else tell({ turn, answer: null, verdict: "" });
    parts.prompt.focus();
  });
  const offerAnother = () => {
    if (members.length > 1) buttons.append(another);
  };
  const tell = (state) => {
    Object.entries(state).forEach(([name, value]) => model.set(name, value));
    model.save_changes();
  };
  const stateNow = () => inBook ? keptOf(whole.id) : model.get("_kept");
  const mark = () => {
    const kept = stateNow();
    const before = kept === "solved" && asked.turn > 0 && !asked.right;
    parts.mark.textContent = markOf(kept) + (before ? " before" : "");
    if (parts.mark.textContent) offerAnother();
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const { turn, spec, controls, show } = asked;
    const given = controls.read();
    const found = grade(spec, given);
    const isAttempt = found.verdict !== "not attempted";
    // In another tab, or in Python, the result was revealed before.
    const isLate = spec.kind === "predict" && turn === 0 && isAttempt &&
      stateNow() === "tried";
    if (isLate) found.message += `\n\n${FIRST_COUNTS}`;
    show(found);
    model.set("answer", given);
    model.set("verdict", found.verdict);
    if (!inBook) return tellPython(model, parts.note);
    keepDraft(whole, turn, given, isAttempt);
    const state = found.verdict === "correct" ? "solved" : "tried";
    if (isAttempt && !isLate) addKept({ [whole.id]: state });
  });

  const draft = begun(model, whole, inBook);
  ask(members[draft.turn] ? draft.turn : 0, draft);
  if (inBook) return watchKept(mark);
  // Python may go on to another one, too.
  const follow = () => {
    if (model.get("turn") !== asked.turn) ask(model.get("turn"), {});
  };
  model.on("change:_kept", mark);
  model.on("change:turn", follow);
  return () => {
    model.off("change:_kept", mark);
    model.off("change:turn", follow);
  };
}

export default { render };
