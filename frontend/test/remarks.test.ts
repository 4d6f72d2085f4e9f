import { expect, test } from "vitest";
import { nextTime, praised } from "../src/remarks";
import type { Exercise, SetRecord, Side } from "../src/types.gen";

const declared = {
  "standing-curl": {
    cues: {
      "knees-close": { judge: "camera", good: "Knees side by side", say: "Knee beside the other." },
      "hold-top": { judge: "clock", good: "Held at the top", say: "Wait for the ticks." },
      "full-lift": { judge: "clock", measure: "travel", good: "Heel all the way up", say: "A bit higher." },
      "toes-turned": { judge: "ask", good: "Toes turned" },
    },
  },
} as unknown as Record<string, Exercise>;

type Rep = SetRecord["reps"][number];
const rep = (given: Partial<Rep> = {}): Rep => ({
  number: 1,
  start_s: 1,
  top_s: 2,
  end_s: 6,
  hold_s: 3,
  range_deg: 95,
  counted: true,
  cues: [],
  unseen: [],
  ...given,
});
const times = (n: number, given: Partial<Rep> = {}): Rep[] => Array.from({ length: n }, () => rep(given));
const set = (side: Side, reps: Rep[], source: SetRecord["source"] = "camera"): SetRecord =>
  ({ exercise: "standing-curl", side, source, outcome: "done", reps, holds: [] }) as unknown as SetRecord;

test("what was seen at every repetition is praised once, by the clock first", () => {
  const both = [set("left", times(10)), set("right", times(10))];
  expect(praised(both, declared)).toMatchObject({ cue: { good: "Held at the top" }, n: 20 });
});

test("nothing unseen is praised, nor what was right most of the time, nor a half lift", () => {
  const hidden = rep({ unseen: ["knees-close", "hold-top", "full-lift"] });
  expect(praised([set("left", [...times(9), hidden])], declared)).toBeNull();
  const half = rep({ counted: false, cues: ["full-lift"] });
  const reps = [...times(9), rep({ cues: ["hold-top", "knees-close"] }), half];
  expect(praised([set("left", reps)], declared)).toBeNull();
  expect(praised([set("left", times(10), "beat")], declared)).toBeNull();
  expect(praised([set("left", times(4))], declared)).toBeNull();
});

test("a set that nobody watched, or a lowering not as slow as is advised, is no every time", () => {
  const both = [set("left", times(10)), set("right", [], "beat")];
  expect(praised(both, declared)).toBeNull();
  const lower = { judge: "clock", measure: "lower-seconds", advice: 2, good: "Lowered slowly" };
  const slow = { "standing-curl": { cues: { "slow-lower": lower } } } as unknown as Record<string, Exercise>;
  expect(praised([set("left", times(10, { end_s: 7 }))], slow)).toMatchObject({ n: 10 });
  expect(praised([set("left", times(10, { end_s: 6.5 }))], slow)).toBeNull();
});

test("the next time is about what was missed the most, with the leg where it was one leg's", () => {
  const forward = times(4, { cues: ["knees-close"] });
  const left = set("left", times(10));
  expect(nextTime([left, set("right", [...times(6), ...forward])], declared)).toMatchObject({
    cue: { say: "Knee beside the other." },
    side: "right",
  });
  const each = [...times(6), ...forward];
  expect(nextTime([set("left", each), set("right", each)], declared)?.side).toBeUndefined();
});

test("a slip is no reason for advice", () => {
  const slips = times(2, { cues: ["hold-top"] });
  expect(nextTime([set("left", [...times(8), ...slips])], declared)).toBeNull();
  expect(nextTime([], declared)).toBeNull();
});
