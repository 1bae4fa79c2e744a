// When what was solved is asked again. Only the reviews are kept, as "minute:grade",
// and ts-fsrs replays them; so the schedule is the same wherever they are read.

import { scheduling } from "../lib/fsrs.js";

const MINUTE = 60_000; // milliseconds
const scheduler = scheduling.fsrs({
  enable_short_term: false,
  enable_fuzz: false,
});

/** When an exercise is due, in milliseconds; one that was never asked again is. */
export function dueTime(reviews = "") {
  let card = null;
  for (const review of reviews.split(" ").filter(Boolean)) {
    const [minute, grade] = review.split(":").map(Number);
    const at = new Date(minute * MINUTE);
    card = scheduler.next(card ?? scheduling.createEmptyCard(at), at, grade)
      .card;
  }
  return card ? card.due.getTime() : 0;
}

/** The end of the day, until which everything counts as due that is due today. */
function midnight(now) {
  return new Date(now).setHours(24, 0, 0, 0);
}

/**
 * Which of the solved exercises are due, the most overdue first in each chapter and the
 * chapters by turns.
 */
export function dueNow(chapters, kept, reviews, now) {
  const queues = chapters.map((ids) =>
    ids.filter((id) => kept[id] === "solved")
      .map((id) => [dueTime(reviews[id]), id])
      .filter(([due]) => due < midnight(now))
      .sort(([a], [b]) => a - b)
      .map(([, id]) => id)
  );
  const mixed = [];
  for (let i = 0; queues.some((queue) => i < queue.length); i++) {
    mixed.push(...queues.flatMap((queue) => queue.slice(i, i + 1)));
  }
  return mixed;
}

/** In how many days something of what is solved is due next; null if nothing is. */
export function daysUntilNext(chapters, kept, reviews, now) {
  const times = chapters.flat().filter((id) => kept[id] === "solved")
    .map((id) => dueTime(reviews[id]));
  if (times.length === 0) return null;
  const next = Math.min(...times);
  return Math.max(
    0,
    Math.ceil((next - midnight(now) + 1) / (24 * 60 * MINUTE)),
  );
}
