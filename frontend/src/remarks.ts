/** What is said of a session when it is over: one thing that was seen to be right every time, one for the next time. */

import type { Cue, Exercise, Hold, Repetition, SetRecord, Side } from "./types.gen";

/** How often a cue was seen, how often it was as asked, and how often it was broken, with each leg. */
interface Tally {
  exercise: string;
  cue: Cue;
  seen: number;
  unseen: number;
  good: number;
  of: Partial<Record<Side, { seen: number; broken: number }>>;
}

/** Something to do otherwise the next time; `side` where it was one leg's alone. */
export interface NextTime {
  cue: Cue;
  side: Side | undefined;
}

const ENOUGH = 5;
const OFTEN = 3;
const OFTEN_SHARE = 0.3;
const OF_HALF_LIFTS: ReadonlySet<string> = new Set(["travel", "peak-flexion"]);

/** A cue that was seen at every repetition of every set and kept at every one; nothing unseen is praised. */
export function praised(
  records: readonly SetRecord[],
  declared: Record<string, Exercise>,
): { cue: Cue; n: number } | null {
  const unwatched = new Set(records.filter(({ source }) => source !== "camera").map((each) => each.exercise));
  const kept = tallies(records, declared).filter(
    ({ exercise, cue, seen, unseen, good }) =>
      cue.good !== undefined && seen >= ENOUGH && unseen === 0 && good === seen && !unwatched.has(exercise),
  );
  const [best] = kept.sort(
    (a, b) => Number(b.cue.judge === "clock") - Number(a.cue.judge === "clock") || b.seen - a.seen,
  );
  return best === undefined ? null : { cue: best.cue, n: best.seen };
}

/** The cue that was broken the most, if it was often. */
export function nextTime(records: readonly SetRecord[], declared: Record<string, Exercise>): NextTime | null {
  const often = tallies(records, declared).filter(({ cue, of }) => cue.say !== undefined && share(of) > 0);
  const [worst] = often.sort((a, b) => share(b.of) - share(a.of));
  if (worst === undefined) return null;
  const { left = NONE, right = NONE } = worst.of;
  const side =
    left.broken >= 2 * right.broken ? "left" : right.broken >= 2 * left.broken ? "right" : undefined;
  return { cue: worst.cue, side: worst.of.both === undefined ? side : undefined };
}

const NONE = { seen: 0, broken: 0 };

/** Of the repetitions of the worse leg; 0 where it was a slip. */
function share(of: Tally["of"]): number {
  const legs = Object.values(of).filter(
    ({ seen, broken }) => broken >= OFTEN && broken >= OFTEN_SHARE * seen,
  );
  return Math.max(0, ...legs.map(({ seen, broken }) => broken / seen));
}

function tallies(records: readonly SetRecord[], declared: Record<string, Exercise>): Tally[] {
  const found = new Map<string, Tally>();
  for (const record of records.filter(({ source }) => source === "camera")) {
    const watched = [...record.reps, ...record.holds];
    for (const [id, cue] of judged(declared[record.exercise])) {
      const key = `${record.exercise}/${id}`;
      const tally = found.get(key) ?? { exercise: record.exercise, cue, seen: 0, unseen: 0, good: 0, of: {} };
      found.set(key, tally);
      for (const each of watched.filter((one) => isTold(one, cue))) add(tally, record.side, each, id);
    }
  }
  return [...found.values()];
}

function judged(exercise: Exercise | undefined): [string, Cue][] {
  return Object.entries(exercise?.cues ?? {}).filter(
    ([, { judge }]) => judge === "camera" || judge === "clock",
  );
}

/** Half lifts are told of only where they are what the cue is about. */
function isTold(one: Repetition | Hold, cue: Cue): boolean {
  return !("counted" in one) || one.counted || OF_HALF_LIFTS.has(cue.measure ?? "");
}

/** Not broken, and lowered as slowly as is advised. */
function isGood(one: Repetition | Hold, id: string, cue: Cue): boolean {
  if (cue.measure !== "lower-seconds" || cue.advice === undefined || !("counted" in one)) {
    return !one.cues.includes(id);
  }
  return Math.round((one.end_s - one.top_s - one.hold_s) * 10) / 10 >= cue.advice;
}

function add(tally: Tally, side: Side, one: Repetition | Hold, id: string): void {
  if (one.unseen.includes(id)) {
    tally.unseen += 1;
    return;
  }
  const broken = one.cues.includes(id);
  const leg = tally.of[side] ?? { seen: 0, broken: 0 };
  tally.of[side] = { seen: leg.seen + 1, broken: leg.broken + Number(broken) };
  tally.seen += 1;
  tally.good += Number(isGood(one, id, tally.cue));
}
