import { describe, expect, it } from "vitest";
import { left, middle, reading, steepness } from "../src/tests";

describe("the tilt of a phone", () => {
  it.each([
    [0, 0],
    [45, 45],
    [90, 90],
    [-60, 60],
    [150, 30],
    [-170, 10],
  ])("lying at %d it is %d degrees steep", (beta, steep) => {
    expect(steepness(beta)).toBeCloseTo(steep, 6);
  });

  it("is what the knee lacks under an upright thigh, and how high a straight leg is", () => {
    expect(reading("active-knee-extension", 72)).toBe(18);
    expect(reading("straight-leg-raise", 72)).toBe(72);
  });

  it("keeps the middle of the readings, and nothing before there are any", () => {
    expect(middle([])).toBeNull();
    expect(middle([20, 90, 21.4, 20.6, 21])).toBe(21);
  });
});

describe("a rest", () => {
  it("counts down to nothing and no further", () => {
    expect([0, 900, 44_100, 45_000, 90_000].map((now) => left(45, 0, now))).toEqual([45, 45, 1, 0, 0]);
  });
});
