// A network that learns by itself while it is in sight: one picture, one button, one
// line. It rests when it is trained, and for readers who want less motion until Play is
// pressed.

import { onTheme, themeColours } from "../lib/picture.js";
import { Decision } from "../lib/decision.js";
import { BUDGET, runFor } from "../lib/run.js";
import { trainButton } from "../lib/train.js";
import {
  follow,
  formula,
  html,
  readout,
  roomyFormula,
} from "../lib/controls.js";
import { frame } from "../lib/frame.js";

const TRAINED = 1000; // the epoch at which it rests
const STILL = 400; // the epoch that shows something to who wants less motion
const STATE = ["data", "hidden", "activation", "learning_rate", "batch", "seed"]
  .concat("epoch").map((name) => ({ name }));

/** Draw it, and start it when it is seen. */
export function watch({ model, el }) {
  const parts = frame(el, "A network that learns by itself", "");
  parts.stage.parentNode.classList.add("lessons-watch");
  const names = ["blue", "vermillion"];
  const colours = themeColours(parts.figure, names);
  const decision = new Decision(parts.figure, {
    bare: true,
    height: (width) => Math.min(260, 0.72 * width),
  });
  const numbers = {
    epoch: readout("epoch", 0),
    loss: readout("loss", 2),
    right: readout("right", 0),
  };
  const { epoch, loss, right } = numbers;
  const total = html("span");
  const line = html("p", { class: "lessons-standing" });
  line.append(
    roomyFormula(9, "epoch ", epoch.node),
    " ",
    formula("loss ", loss.node),
    " ",
    roomyFormula(13, right.node, " of ", total, " right"),
  );
  parts.main.append(line);

  let run = null;
  const { play, begin, rest, busy } = trainButton(parts.buttons, model, {
    last: TRAINED,
    until: (epoch) => run.until(epoch, BUDGET),
    stuck: () => run?.overflow,
    tell: () => {},
  });
  const draw = (state) => {
    const samples = model.get("sets")[state.data];
    run = runFor(state, samples, run);
    run.until(state.epoch, Infinity);
    decision.take(state.data, samples);
    const { Z } = run.network.forward(decision.grid.points);
    decision.show(Z.at(-1), colours());
    const now = run.moment();
    for (const name in numbers) numbers[name].write(now[name]);
    total.textContent = samples.length;
  };
  const redraw = () => {
    const state = STATE.map(({ name }) => [name, model.get(name)]);
    if (el.isConnected) draw(Object.fromEntries(state));
  };

  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (still && model.get("epoch") === 0) model.set("epoch", STILL);
  // Its reader alone stops it for good; out of sight it only waits.
  let wanted = !still && model.get("epoch") < TRAINED;
  play.addEventListener("click", () => (wanted = busy()));
  const sight = new IntersectionObserver(([{ isIntersecting }]) => {
    if (!isIntersecting) rest();
    else if (wanted && model.get("epoch") < TRAINED) begin();
  }, { threshold: 0.3 });
  sight.observe(parts.figure);

  const stops = [
    follow(model, STATE, [decision.plot], draw, false),
    onTheme(redraw),
  ];
  // A colour is known only on the page.
  requestAnimationFrame(redraw);
  return () => {
    sight.disconnect();
    for (const stop of [...stops, rest]) stop();
  };
}
