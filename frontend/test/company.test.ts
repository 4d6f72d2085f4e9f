import { describe, expect, it } from "vitest";
import type { PoseFrame } from "../src/bridge";
import { Company, elsewhere } from "../src/company";
import { box } from "../src/picture";

/** Somebody lying, moved to the right by a share of the picture. */
function at(captured_ms: number, right = 0, visibility = 0.9): PoseFrame {
  const points = new Float32Array(33 * 4).fill(0.4);
  for (const [i, joint] of [11, 23, 25, 27].entries()) {
    for (const side of [0, 1]) points.set([0.1 + right + 0.1 * i, 0.5, 0, visibility], 4 * (joint + side));
  }
  return { captured_ms, width: 640, height: 360, points, world: null };
}
const nobody = (captured_ms: number): PoseFrame => ({ ...at(captured_ms), points: null });
const every = 100;

describe("somebody else", () => {
  it("is where the middle of the trunk is elsewhere", () => {
    expect(elsewhere(at(0), at(1, 0.02))).toBe(false);
    expect(elsewhere(at(0), at(0, 0.5))).toBe(true);
    expect(elsewhere(at(0), nobody(0))).toBe(false);
  });

  it("is looked for seldom: after two seconds and sixty pictures", () => {
    const looks = (rate: number): number[] => {
      const company = new Company();
      return Array.from({ length: 200 }, (_, n) => n).filter((n) => company.next(at((n * 1000) / rate)));
    };
    expect(looks(10)).toEqual([0, 60, 120, 180]);
    expect(looks(60)).toEqual([0, 120]);
    expect(new Company().next(nobody(0))).toBe(false);
  });

  it("is well found and elsewhere", () => {
    const company = new Company();
    expect(company.people).toBeUndefined();
    company.next(at(0));
    expect(company.seen(at(0), [at(0), at(0, 0.02), at(0, 0.5, 0.3)])).toBeNull();
    expect(company.people).toBe(1);
    expect(company.seen(at(0), [at(0, 0.5), at(0)])).toBeNull();
    expect(company.people).toBe(2);
  });

  it("is left for the runner when what is followed has jumped", () => {
    const company = new Company();
    for (let n = 0; n < 5; n += 1) company.next(at(n * every));
    company.next(at(500, 0.5));
    const [runner, other] = [at(3000, 0.01), at(3000, 0.5)];
    expect(company.seen(other, [other, runner])).toBe(runner);
    expect(company.people).toBe(2);
    expect(company.seen(runner, [other, runner])).toBeNull();
  });

  it("leaves no place behind where it was badly found", () => {
    const company = new Company();
    for (let n = 0; n < 5; n += 1) company.next(at(n * every, 0.5, 0.3));
    company.next(at(500));
    expect(company.seen(at(3000), [at(3000), at(3000, 0.5)])).toBeNull();
  });

  it("is less likely the runner than who is well found where the runner was", () => {
    const company = new Company();
    company.next(at(0));
    const [other, runner, half] = [at(1, 0.5, 0.99), at(1, 0.01, 0.7), at(1, 0.01, 0.4)];
    expect(company.likeliest([other, runner])).toBe(runner);
    expect(company.likeliest([other, half])).toBe(other);
    expect(company.likeliest([])).toBeNull();
  });

  it("has a place in the picture, with room for hair and hands", () => {
    const points = new Float32Array(33 * 4).fill(0.5);
    points.set([0.2, 0.1], 0);
    points.set([0.7, 0.6], 4);
    const [x, y, width, height] = box({ ...at(0), points });
    expect([x, y, width, height].map(Math.round)).toEqual([96, 18, 384, 216]);
  });
});
