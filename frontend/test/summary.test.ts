import { expect, test } from "vitest";
import {
  amount,
  asksEffort,
  choicesOf,
  earlierMinutes,
  isStretch,
  questions,
  rows,
  testIn,
} from "../src/summary";
import type { Cue, Exercise, SetRecord } from "../src/types.gen";

const record = (given: Partial<SetRecord>): SetRecord => ({
  format: "hamstride-set/1",
  uuid: crypto.randomUUID(),
  session: "s",
  index: 0,
  exercise: "standing-curl",
  side: "left",
  source: "camera",
  outcome: "done",
  started: "2026-11-22T10:00:00",
  seconds: 80,
  load_kg: 0,
  target: 10,
  seen: 10,
  held_s: 0,
  reps: [],
  holds: [],
  revision: 0,
  ...given,
});
const rep = (...unseenCues: string[]): SetRecord["reps"][number] => ({
  number: 1,
  start_s: 1,
  top_s: 2,
  end_s: 6,
  hold_s: 3,
  range_deg: 95,
  counted: true,
  cues: [],
  unseen: unseenCues,
});
const declared = {
  "standing-curl": {
    cues: {
      "soft-knee": {
        judge: "camera",
        ask: "Was your standing knee soft?",
        answers: ["soft", "not sure"],
        good: "Standing knee soft",
      },
      "toes-turned": { judge: "ask", ask: "Toes still in?", answers: ["stayed", "slipped"] },
      "knees-close": { judge: "camera", answers: [], good: "Knees side by side" },
      "hold-top": { judge: "clock", answers: [], good: "Held" },
    },
    variants: {},
  },
  "lying-leg-curl": {
    cues: {
      "toes-turned": { judge: "ask", ask: "Did your toes stay turned?", answers: ["stayed", "slipped"] },
    },
    variants: {
      neutral: { cues: [] },
      "toes-in": { cues: ["toes-turned"] },
      "toes-out": { cues: ["toes-turned"] },
    },
  },
} as unknown as Record<string, Exercise>;

test("one row an exercise and way, left beside right, in the order done", () => {
  const found = rows([
    record({ index: 3, exercise: "ball-curl", side: "both" }),
    record({ index: 1, exercise: "lying-leg-curl", variant: "neutral", side: "right", seen: 9 }),
    record({ index: 0, exercise: "lying-leg-curl", variant: "neutral", side: "left" }),
    record({ index: 2, exercise: "lying-leg-curl", variant: "toes-in", side: "left" }),
  ]);
  expect(found.map((row) => [row.variant, Object.keys(row.sets).sort()])).toEqual([
    ["neutral", ["left", "right"]],
    ["toes-in", ["left"]],
    [undefined, ["both"]],
  ]);
  expect(found[0]?.sets.right?.map(({ seen }) => seen)).toEqual([9]);
});

test("every set of a leg stands in its cell, and one done again in its own place", () => {
  const [first, second, other] = [
    record({ index: 0, seen: 10 }),
    record({ index: 2, seen: 8 }),
    record({ index: 1, side: "right", seen: 9 }),
  ];
  const [row, ...others] = rows([second, other, first, record({ index: 0, seen: 7 })]);
  expect(others).toEqual([]);
  expect(row?.sets.left?.map(({ index, seen }) => [index, seen])).toEqual([
    [0, 7],
    [2, 8],
  ]);
  expect(row?.sets.right?.map(({ seen }) => seen)).toEqual([9]);
});

test("what the runner says goes before what was seen", () => {
  expect(amount(record({ seen: 10 }))).toBe(10);
  expect(amount(record({ seen: 10, corrected: 9 }))).toBe(9);
});

test("at most two questions: what only the runner knows, then what was not seen", () => {
  const seenWell = record({ reps: [rep()] });
  const hidden = record({ reps: [rep("soft-knee")] });
  expect(questions([seenWell], declared).map(([key]) => key)).toEqual(["standing-curl/toes-turned"]);
  expect(questions([hidden], declared).map(([key]) => key)).toEqual([
    "standing-curl/toes-turned",
    "standing-curl/soft-knee",
  ]);
  expect(questions([record({ outcome: "skipped" })], declared)).toEqual([]);
});

test("without the camera nothing was seen: what it would have told is asked", () => {
  for (const source of ["beat", "tap"] as const)
    expect(questions([record({ source, reps: [] })], declared).map(([key]) => key)).toEqual([
      "standing-curl/toes-turned",
      "standing-curl/soft-knee",
    ]);
});

test("nothing is asked of a way that was not done", () => {
  const curl = (variant: string): SetRecord => record({ exercise: "lying-leg-curl", variant });
  expect(questions([curl("neutral")], declared)).toEqual([]);
  const asked = questions([curl("neutral"), curl("toes-out")], declared);
  expect(asked.map(([key]) => key)).toEqual(["lying-leg-curl/toes-turned"]);
});

test("what was done before it was gone on with counts, the night between does not", () => {
  const sets = [
    record({ started: "2026-11-22T20:00:00", seconds: 60 }),
    record({ started: "2026-11-22T20:02:00", seconds: 60 }),
    record({ started: "2026-11-23T07:00:00", seconds: 120 }),
    record({ started: "2026-11-23T08:01:00", seconds: 60 }),
  ];
  expect(earlierMinutes(sets, Date.parse("2026-11-23T08:00:00"))).toBe(2 + 1 + 2);
  expect(earlierMinutes(sets.slice(3), Date.parse("2026-11-23T08:00:00"))).toBe(0);
});

test("what is kept of an answer is the same in every language", () => {
  const cue = { answers: ["geblieben", "verrutscht"], answer_ids: ["stayed", "slipped"] } as Cue;
  expect(choicesOf(cue)).toEqual([
    { id: "stayed", says: "geblieben" },
    { id: "slipped", says: "verrutscht" },
  ]);
  const { answer_ids: _, ...before } = cue;
  expect(choicesOf(before as Cue).map(({ id }) => id)).toEqual(["geblieben", "verrutscht"]);
});

test("a set that was planned in seconds is a stretch", () => {
  const plan = { exercise: "x", side: "both" as const, load_kg: 0, rest_s: 0 };
  const sets = [
    { ...plan, reps: 10, hold_s: 3 },
    { ...plan, hold_s: 30 },
  ];
  expect([0, 1, 2].map((index) => isStretch({ sets }, record({ index })))).toEqual([false, true, false]);
});

test("how hard it was is asked where repetitions were counted, and of no test", () => {
  const plan = { side: "left" as const, load_kg: 0, rest_s: 0 };
  const declarations = { raise: { kind: "test" }, curl: { kind: "strength" }, hang: { kind: "stretch" } };
  const asks = (...sets: { exercise: string; reps?: number; hold_s?: number }[]): boolean =>
    asksEffort({ sets: sets.map((each) => ({ ...plan, ...each })), declarations });
  expect(asks({ exercise: "curl", reps: 10 }, { exercise: "hang", hold_s: 30 })).toBe(true);
  expect(asks({ exercise: "hang", hold_s: 30 })).toBe(false);
  expect(asks({ exercise: "raise", reps: 3 })).toBe(false);
});

test("a session of a test is known as one", () => {
  const plan = { side: "left" as const, reps: 3, load_kg: 0, rest_s: 0 };
  const declarations = { raise: { kind: "test" }, curl: { kind: "strength" } };
  expect(testIn({ sets: [{ ...plan, exercise: "raise" }], declarations })).toBe("raise");
  expect(testIn({ sets: [{ ...plan, exercise: "curl" }], declarations })).toBeUndefined();
});
