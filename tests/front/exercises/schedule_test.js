import {
  GRADES,
  reviewOf,
} from "../../../lessons_pkg/interactive/static/exercises/again.js";
import {
  daysUntilNext,
  dueNow,
  dueTime,
} from "../../../lessons_pkg/interactive/static/exercises/schedule.js";
import { same } from "../agree.js";

const DAY = 24 * 60 * 60_000;
const START = Date.UTC(2026, 0, 5, 9);

/** Reviews of these grades, each on the day on which it was due. */
function reviewsOf(grades) {
  let [reviews, now] = ["", START];
  const days = [];
  for (const grade of grades) {
    reviews = `${reviews} ${reviewOf(now, grade)}`.trim();
    const due = dueTime(reviews);
    days.push(Math.round((due - now) / DAY));
    now = due;
  }
  return days;
}

Deno.test("what is right comes back later each time, as ts-fsrs has it", () => {
  same(reviewsOf([3, 3, 3]), [3, 14, 57], "right at once");
  same(reviewsOf([3, 3, 1, 3]).at(2) < 14, true, "sooner when it was wrong");
  const [wrong, helped, right] = Object.values(GRADES).map((grade) =>
    reviewsOf([grade])[0]
  );
  same(wrong <= helped && helped <= right, true, "by grade");
  same(wrong, 1, "wrong is asked on the next day");
});

Deno.test("what was never asked again is due, and the schedule is the reviews'", () => {
  same([dueTime(), dueTime("")], [0, 0], "never");
  const some = reviewOf(START, 3);
  same(dueTime(some), dueTime(some), "the same wherever it is read");
  same(reviewOf(-1, 3), "0:3", "a clock before 1970");
  same(reviewOf(8.64e15, 3), "9999999999:3", "a clock after all days");
  same(Number.isFinite(dueTime("9999999999:3")), true, "which has a due, too");
});

Deno.test("chapters come by turns, and only what is solved and due", () => {
  const chapters = [["a.one", "a.two", "a.three"], ["b.one"], ["c.one"]];
  const kept = Object.fromEntries(chapters.flat().map((id) => [id, "solved"]));
  kept["c.one"] = "tried";
  const reviews = {
    "a.one": reviewOf(START - 20 * DAY, 3),
    "a.two": reviewOf(START - 40 * DAY, 3),
    "a.three": reviewOf(START, 3),
  };
  same(
    dueNow(chapters, kept, reviews, START),
    ["a.two", "b.one", "a.one"],
    "due",
  );
  same(daysUntilNext(chapters, kept, reviews, START), 0, "today");
  const all = { ...reviews, "a.one": reviews["a.three"], "a.two": "1:3" };
  all["a.two"] = all["b.one"] = reviews["a.three"];
  same(dueNow(chapters, kept, all, START), [], "nothing");
  same(daysUntilNext(chapters, kept, all, START), 3, "in three days");
  same(daysUntilNext(chapters, {}, all, START), null, "nothing is solved");
});
