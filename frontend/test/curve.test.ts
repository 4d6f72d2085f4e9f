import { describe, expect, it } from "vitest";
import { letter, pathOf, scaleOf } from "../src/curve";
import type { Story } from "../src/film.worker";

const story = (curve: Story["curve"], seconds: number): Story => ({
  headline: "",
  lines: [],
  columns: [],
  numbers: 0,
  rows: [],
  curve,
  name: "",
  spans: [],
  gaps: [],
  marks: [],
  seconds,
});

describe("the curve of a film", () => {
  it("names marks by letters, on and on", () => {
    expect([0, 1, 25, 26, 27, 52, 701].map(letter)).toEqual(["a", "b", "z", "aa", "ab", "ba", "zz"]);
  });

  it("fills its room, and grows beyond it when a film is long", () => {
    expect(scaleOf(story([], 20), 900).width).toBe(900);
    expect(scaleOf(story([], 600), 390).width).toBeGreaterThan(6000);
    expect(scaleOf(story([], 1e9), 390).width).toBeLessThanOrEqual(20_000);
    expect(Number.isFinite(scaleOf(story([], 0), 390).x(0))).toBe(true);
  });

  it("keeps time to the right, degrees upward, and what goes beyond the declared way inside", () => {
    const { x, y } = scaleOf(
      story(
        [
          [0, -8],
          [5, 140],
        ],
        10,
      ),
      400,
    );
    expect(x(0)).toBeLessThan(x(10));
    expect(y(140)).toBeLessThan(y(-8));
    expect(y(140)).toBeGreaterThanOrEqual(0);
    expect(y(-8)).toBeLessThanOrEqual(240);
  });

  it("draws nothing through what was not seen", () => {
    const scale = { x: (t: number) => t, y: (d: number) => d };
    const curve: Story["curve"] = [
      [0, 1],
      [1, 2],
      [2, null],
      [3, 4],
      [4, 5],
    ];
    expect(pathOf(curve, scale)).toBe("M0.0 1.0L1.0 2.0M3.0 4.0L4.0 5.0");
    expect(pathOf([[0, null]], scale)).toBe("");
  });
});
