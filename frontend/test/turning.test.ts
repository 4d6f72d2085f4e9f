import { describe, expect, it } from "vitest";
import type { PoseFrame } from "../src/bridge";
import { LEFT, lies, RIGHT, score, type Turn, Turning, UPRIGHT, upright } from "../src/turning";

/** Somebody lying on their side of the picture, with straight legs in proportion. */
function somebody(captured_ms: number, visibility = 0.95): PoseFrame {
  const points = new Float32Array(33 * 4);
  const put = (index: number, x: number): void => points.set([x, 0.5, 0.1, visibility], 4 * index);
  for (const [i, joint] of [11, 23, 25, 27].entries()) {
    for (const side of [0, 1]) put(joint + side, 0.2 + 0.15 * i);
  }
  return { captured_ms, width: 640, height: 360, points, world: null };
}
const nobody = (captured_ms: number): PoseFrame => ({ ...somebody(captured_ms), points: null });
const reversed = (): PoseFrame => {
  const frame = somebody(0);
  for (const joint of [25, 26]) frame.points?.set([0.9, 0.5, 0, 1], 4 * joint);
  return frame;
};

describe("which way up", () => {
  it("scores the better leg that is in proportion", () => {
    expect(score(somebody(0, 0.7))).toBeCloseTo(0.7);
    expect(score(nobody(0))).toBe(0);
    expect(score(reversed())).toBe(0);
  });

  it("takes no other look while somebody is well found", () => {
    const turning = new Turning();
    for (let at = 0; at < 20_000; at += 33) expect(turning.next(somebody(at))).toBeNull();
  });

  it("looks right, left and upright afresh, after waits that double up to four seconds", () => {
    const turning = new Turning();
    const looks: [number, Turn][] = [];
    for (let at = 0; at <= 20_000; at += 100) {
      const way = turning.next(nobody(at));
      if (way !== null) looks.push([at, way]);
    }
    expect(looks.slice(0, 4)).toEqual([
      [300, RIGHT],
      [800, LEFT],
      [1800, UPRIGHT],
      [3800, RIGHT],
    ]);
    const waits = looks.slice(1).map(([at], i) => at - (looks[i]?.[0] ?? 0));
    expect(Math.max(...waits)).toBe(4000);
  });

  it("keeps a way that finds a body so much better, and begins anew with it", () => {
    const turning = new Turning();
    turning.next(somebody(0, 0.5));
    expect(turning.next(somebody(400, 0.5))).toBe(RIGHT);
    expect(turning.keep(RIGHT, somebody(400, 0.65))).toBe(false);
    expect(turning.turn).toBe(UPRIGHT);
    expect(turning.next(somebody(900, 0.5))).toBe(LEFT);
    expect(turning.keep(LEFT, somebody(900, 0.8))).toBe(true);
    expect(turning.turn).toBe(LEFT);
    expect(turning.next(nobody(1000))).toBeNull();
    expect(turning.next(nobody(1400))).toBe(LEFT);
    expect(turning.next(nobody(1900))).toBe(UPRIGHT);
  });

  it("looks again where somebody lies there badly seen: head and feet may be exchanged", () => {
    const turning = new Turning();
    expect([0, 400, 900].map((at) => turning.next(somebody(at, 0.8)))).toEqual([null, RIGHT, LEFT]);
    expect(turning.keep(LEFT, somebody(900, 0.89))).toBe(false);
    expect(turning.keep(LEFT, somebody(900, 0.95))).toBe(true);
  });

  it("tells who lies from who stands", () => {
    const stands = somebody(0);
    for (const [i, joint] of [11, 23, 25, 27].entries()) {
      for (const side of [0, 1]) stands.points?.set([0.5, 0.2 + 0.15 * i], 4 * (joint + side));
    }
    expect([somebody(0), stands, nobody(0)].map(lies)).toEqual([true, false, false]);
  });

  it("looks for who was well found afresh before it turns the picture", () => {
    const turning = new Turning();
    expect(turning.next(somebody(0))).toBeNull();
    const ways = [400, 900, 1900, 3900].map((at) => turning.next(nobody(at)));
    expect(ways).toEqual([UPRIGHT, RIGHT, LEFT, UPRIGHT]);
  });

  it.each([
    [UPRIGHT, 0.1, 0.2, 300, 400],
    [LEFT, 0.8, 0.1, 400, 300],
    [RIGHT, 0.2, 0.9, 400, 300],
  ] as const)("turns points back (%i)", (turn, x, y, width, height) => {
    const points = new Float32Array(33 * 4);
    points.set([0.1, 0.2, 0.4, 0.9]);
    const world = new Float32Array(33 * 3);
    world.set([1, 2, 3]);
    const found = upright({ captured_ms: 5, width: 300, height: 400, points, world }, turn);
    expect([found.width, found.height]).toEqual([width, height]);
    expect(found.points?.[0]).toBeCloseTo(x);
    expect(found.points?.[1]).toBeCloseTo(y);
    expect((found.points?.[2] ?? 0) * found.width).toBeCloseTo(0.4 * 300);
    expect(found.points?.[3]).toBeCloseTo(0.9);
    const sign = turn === RIGHT ? 1 : -1;
    const turned = turn === UPRIGHT ? [1, 2, 3] : [sign * 2, -sign * 1, 3];
    expect([...(found.world?.subarray(0, 3) ?? [])]).toEqual(turned);
  });
});
