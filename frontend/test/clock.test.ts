import { expect, test } from "vitest";
import { CoachClock, Stopwatch } from "../src/clock";

test("frames keep their true times, whatever their delay", () => {
  const clock = new CoachClock(1000);
  const captured = [1000, 1033, 1066, 1100].map((ms) => ms + 1000);
  const arrived = [60, 140, 70, 65].map((delay, i) => (captured[i] ?? 0) + delay);
  expect(captured.map((ms, i) => clock.frame(ms, arrived[i] ?? 0))).toEqual([1, 1.033, 1.066, 1.1]);
});

test("ticks between frames never overtake a frame that is still on its way", () => {
  const clock = new CoachClock(0);
  clock.frame(1000, 1200);
  expect(clock.tick(1250)).toBeCloseTo(1.05);
  expect(clock.frame(1100, 1300)).toBeCloseTo(1.1);
});

test("the clock never runs backwards", () => {
  const clock = new CoachClock(0);
  const times = [clock.tick(5000), clock.frame(4000, 5010), clock.tick(4900), clock.frame(5005, 5100)];
  expect(times.slice(1).every((t, i) => t > (times[i] ?? 0))).toBe(true);
});

test("without frames a tick is now again", () => {
  const clock = new CoachClock(0);
  clock.frame(1000, 1800);
  clock.framesOver();
  expect(clock.tick(2000)).toBe(2);
});

test("a capture time that cannot be true is not believed", () => {
  const clock = new CoachClock(0);
  expect(clock.frame(10, 60_000)).toBe(60);
});

test("the time of a pause does not count", () => {
  const watch = new Stopwatch(1000);
  expect(watch.took(2000)).toBe(1000);
  watch.stand(false, 3000);
  watch.stand(true, 5000);
  expect(watch.took(6000)).toBe(4000);
  watch.stand(true, 9000);
  watch.stand(false, 10_000);
  expect(watch.took(12_000)).toBe(6000);
});
