import { expect, test } from "vitest";
import { sameWay, strokes } from "../src/body";
import { captured } from "../src/camera";
import { shareAt } from "../src/figure";
import { tapOf, touchPauses } from "../src/keys";
import { requestOf } from "../src/pages";
import { isPref, read } from "../src/prefs";
import { FIGURE } from "../src/rules.gen";
import { SOUNDS } from "../src/sounds";
import type { Screen } from "../src/types.gen";

const at = (stage: Screen["stage"], choices: Partial<Screen["choices"][number]>[] = []) =>
  ({ stage, choices }) as Screen;

test("every action has a key", () => {
  expect(
    ["ArrowUp", "ArrowRight", "ArrowDown", "ArrowLeft", "s", "S", "h"].map((k) =>
      tapOf(k, at("working"), false),
    ),
  ).toEqual(["plus", "plus", "minus", "minus", "skip", "skip", "hurts"]);
  expect(tapOf("x", at("working"), false)).toBeNull();
});

test("the space bar pauses, goes on, and still presses the button in focus", () => {
  expect(tapOf(" ", at("working"), false)).toBe("pause");
  expect(tapOf(" ", at("paused"), false)).toBe("go-on");
  expect(tapOf(" ", at("stopped"), false)).toBe("go-on");
  expect(tapOf(" ", at("working"), true)).toBeNull();
  expect(tapOf(" ", at("pain", [{ tap: "go-on", main: true }]), false)).toBe("go-on");
  expect(tapOf(" ", at("pain", [{ tap: "go-on", main: false }]), false)).toBe("pause");
});

test("in a set any other key pauses, unless something has the focus", () => {
  expect(tapOf("x", at("working"), false, true)).toBe("pause");
  expect(tapOf("7", at("working"), false, true)).toBe("pause");
  expect(tapOf("s", at("working"), false, true)).toBe("skip");
  expect(tapOf("x", at("working"), true, true)).toBeNull();
  expect(tapOf("x", at("ready"), false, true)).toBeNull();
  for (const key of ["Tab", "Escape", "Shift", "F5", "Enter"])
    expect(tapOf(key, at("working"), false, true)).toBeNull();
});

test("a touch of the number or the picture pauses a set that the runner does not count by pressing", () => {
  expect(touchPauses(at("working"))).toBe(true);
  expect(touchPauses(at("working", [{ tap: "count", main: true }]))).toBe(false);
  expect(touchPauses({ ...at("working"), seeing: false })).toBe(false);
  expect(touchPauses(at("paused"))).toBe(false);
});

test("Enter counts one where the runner counts, and still presses the button in focus", () => {
  expect(tapOf("Enter", at("working", [{ tap: "count", main: true }]), false)).toBe("count");
  expect(tapOf("Enter", at("working", [{ tap: "count", main: true }]), true)).toBeNull();
  expect(tapOf("Enter", at("working"), false)).toBeNull();
});

test("the play key of a keyboard is pause and go on, the next one skips", () => {
  expect(tapOf("MediaPlayPause", at("working"), true)).toBe("pause");
  expect(tapOf("MediaPlayPause", at("paused"), false)).toBe("go-on");
  expect(tapOf("MediaTrackNext", at("working"), false)).toBe("skip");
});

test("buttons say what to start", () => {
  expect(requestOf({ startRoutine: "strength" })).toEqual({ routine: "strength" });
  expect(requestOf({ startRoutine: "strength", startShorter: "", startSource: "beat" })).toEqual({
    routine: "strength",
    shorter: true,
    source: "beat",
  });
  expect(requestOf({ startExercise: "standing-curl" })).toEqual({ exercise: "standing-curl" });
  expect(requestOf({ resume: "u" })).toEqual({ resume: "u" });
});

test("a picture's time is when it was taken, unless that cannot be", () => {
  expect(captured(1000, { captureTime: 940, presentationTime: 990 })).toBe(940);
  expect(captured(1000, { presentationTime: 990 })).toBe(990);
  expect(captured(1000, { captureTime: -5000, presentationTime: 990 })).toBe(990);
  expect(captured(1000, { captureTime: 1200, presentationTime: 1010 })).toBe(1000);
});

test("the figure by itself goes up, holds, comes down and rests", () => {
  const tempo = { lift_s: 2, hold_s: 1, lower_s: 3, pause_s: 1 };
  expect([0, 1, 2, 2.9, 4.5, 6.5, 7].map((at) => shareAt(at, tempo))).toEqual([0, 0.5, 1, 1, 0.5, 0, 0]);
  const long = { ...tempo, hold_s: 30 };
  const down_s = long.lift_s + FIGURE.LONGEST_HOLD_S;
  expect([down_s - 0.1, down_s + 1.5, down_s + 3].map((at) => shareAt(at, long))).toEqual([1, 0.5, 0]);
});

test("the working leg is drawn last, and only it is marked", () => {
  const left = strokes("left");
  const marked = left.filter(({ working }) => working);
  expect(marked.every(({ from }) => from % 2 === 1)).toBe(true);
  expect(left.slice(-marked.length)).toEqual(marked);
  expect(
    strokes("right")
      .filter(({ working }) => working)
      .every(({ from }) => from % 2 === 0),
  ).toBe(true);
  expect(strokes("both").filter(({ working }) => working).length).toBe(2 * marked.length);
  expect(strokes(undefined).some(({ working }) => working)).toBe(false);
});

test("two people lie the same way round when their heads are on the same side", () => {
  expect(sameWay([0.1, 0.5, 0.9], [0.2, 0.4, 0.8])).toBe(true);
  expect(sameWay([0.1, 0.5, 0.9], [0.8, 0.4, 0.2])).toBe(false);
});

test("every sound is short and loud enough to hear", () => {
  for (const [kind, notes] of Object.entries(SOUNDS)) {
    expect(notes.length, kind).toBeGreaterThan(0);
    for (const note of notes) expect(note.at_s + note.for_s, kind).toBeLessThan(0.7);
  }
});

test("what is kept in the browser is checked before it is believed", () => {
  expect(isPref("voice", "numbers")).toBe(true);
  expect(isPref("voice", "loud")).toBe(false);
  expect(isPref("constructor", "x")).toBe(false);
  expect(read("picture")).toBe("me");
});
