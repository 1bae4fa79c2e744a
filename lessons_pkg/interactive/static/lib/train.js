// Training as something that plays: frame by frame, the longer the faster.

import { button, playName } from "./frame.js";

/** How many epochs a second pass where training stands. */
export const paceAt = (epoch) => 12 + epoch / 2;

/**
 * A button that trains the model's epoch up to `last`, and from 0 if it stands there.
 * `pace(epoch)` says how many epochs a second pass, `until(epoch)` trains as far as a
 * frame has time and says how far, `stuck()` says whether no step is left, and `tell()`
 * hears when it rests. Returns the button, how to begin and to rest, and if it is busy.
 */
export function trainButton(
  parent,
  model,
  { last, pace = paceAt, until, stuck = () => false, tell },
) {
  let playing = 0;
  let [before, due] = [0, 0];
  const entitle = () => {
    const over = model.get("epoch") >= last || stuck();
    play.textContent = playing ? "Pause" : playName(over);
  };
  const rest = () => {
    if (!playing) return;
    cancelAnimationFrame(playing);
    playing = 0;
    entitle();
    model.save_changes();
    tell();
  };
  const advance = (now) => {
    if (!play.isConnected) return rest();
    const epoch = model.get("epoch");
    // A slow machine trains as far as it gets.
    due += Math.min(now - before, 50) / 1000 * pace(epoch);
    before = now;
    const epochs = Math.floor(due);
    due -= epochs;
    const reached = until(Math.min(last, epoch + epochs));
    model.set("epoch", reached);
    playing = requestAnimationFrame(advance);
    if (reached >= last || stuck()) rest();
  };
  const begin = () => {
    if (playing) return;
    [before, due] = [performance.now(), 1];
    playing = requestAnimationFrame(advance);
    entitle();
  };
  const play = button(parent, "Play", () => {
    if (playing) return rest();
    if (model.get("epoch") >= last) {
      model.set("epoch", 0);
      model.save_changes();
    }
    begin();
  }, "lessons-play");
  model.on("change:epoch", () => playing || entitle());
  return { play, begin, rest, busy: () => playing > 0 };
}
