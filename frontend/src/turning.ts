/**
 * Which way up the pose model is shown a picture: it was made for people who stand, and may miss one who lies down.
 * The rule is that of `engine/turning.py`; both follow the table in docs/conventions.md.
 */

import type { PoseFrame } from "./bridge";

/** Quarters counter-clockwise by which a picture is turned before the model sees it. */
export type Turn = 0 | 1 | 3;
export const UPRIGHT = 0;
export const LEFT = 1;
export const RIGHT = 3;

export const GOOD = 0.6;
const BETTER_BY = 0.2;
/** Of somebody lying down: with head and feet exchanged a body is found less well. */
const SURELY = 0.9;
const SURELY_BETTER_BY = 0.1;
const WAIT_MS = 300;
const AGAIN_MS = 500;
const RAREST_MS = 4000;
/** Where to look next, by how the picture is turned now. */
const OTHERS: Record<Turn, readonly [Turn, Turn]> = {
  [UPRIGHT]: [RIGHT, LEFT],
  [LEFT]: [UPRIGHT, RIGHT],
  [RIGHT]: [UPRIGHT, LEFT],
};
const THIGH_TO_TRUNK = [0.5, 1.7] as const;
const SHANK_TO_THIGH = [0.4, 2.2] as const;
const SHOULDER = 11;
const HIP = 23;
const KNEE = 25;
const ANKLE = 27;

/** How well a body was found, 0 to 1: visibility of knee and ankle of the better leg that is in proportion. */
export function score(frame: PoseFrame): number {
  const { points } = frame;
  if (points === null) return 0;
  const at = places(frame);
  const trunk = apart(middle(at(SHOULDER), at(SHOULDER + 1)), middle(at(HIP), at(HIP + 1)));
  const legs = [0, 1].map((side) => {
    const thigh = apart(at(HIP + side), at(KNEE + side));
    const shank = apart(at(KNEE + side), at(ANKLE + side));
    const fits = within(thigh / trunk, THIGH_TO_TRUNK) && within(shank / thigh, SHANK_TO_THIGH);
    return fits ? Math.min(points[4 * (KNEE + side) + 3] ?? 0, points[4 * (ANKLE + side) + 3] ?? 0) : 0;
  });
  return Math.max(...legs);
}

/** Whether trunk and thighs of who was found lie flat in the picture, rather than upright. */
export function lies(frame: PoseFrame): boolean {
  if (frame.points === null) return false;
  const at = places(frame);
  const [shoulders, hips, knees] = [SHOULDER, HIP, KNEE].map((left) => middle(at(left), at(left + 1))) as [
    Place,
    Place,
    Place,
  ];
  return isFlat(shoulders, hips) && isFlat(hips, knees);
}

type Place = [number, number];

/** Where a landmark is, in pixels. */
function places({ points, width, height }: PoseFrame): (index: number) => Place {
  return (index) => [(points?.[4 * index] ?? 0) * width, (points?.[4 * index + 1] ?? 0) * height];
}

function isFlat(a: Place, b: Place): boolean {
  return Math.abs(b[0] - a[0]) > Math.abs(b[1] - a[1]);
}

function within(value: number, [low, high]: readonly [number, number]): boolean {
  return low < value && value < high;
}

function middle(a: Place, b: Place): Place {
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}

function apart(a: Place, b: Place): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

/** Follows which way up works: give every frame to `next`, look where it says, and tell what was found to `keep`. */
export class Turning {
  turn: Turn = UPRIGHT;
  private found = false;
  private good_ms: number | null = null;
  private tried_ms = Number.NEGATIVE_INFINITY;
  private again_ms = AGAIN_MS;
  private tries = 0;
  private now = 0;

  /** Takes what was found the present way; gives another way to look at this same picture, `null` for none. */
  next(frame: PoseFrame): Turn | null {
    const at = frame.captured_ms;
    this.now = score(frame);
    const good = this.now >= (lies(frame) ? SURELY : GOOD);
    this.found ||= good;
    if (this.good_ms === null || good) this.begin(at);
    if (good) return null;
    if (at - (this.good_ms ?? at) < WAIT_MS || at - this.tried_ms < this.again_ms) return null;
    // Afresh in the same way too: following may cling to a mistake. First of all, where that way has worked before.
    const others = OTHERS[this.turn];
    const ways = this.found ? [this.turn, ...others] : [...others, this.turn];
    const way = ways[this.tries % ways.length] as Turn;
    this.tried_ms = at;
    this.tries += 1;
    this.again_ms = this.tries > 1 ? Math.min(RAREST_MS, this.again_ms * 2) : AGAIN_MS;
    return way;
  }

  /** Whether what was found that `way` is so much better that it goes on with it; `turn` is then that way. */
  keep(way: Turn, frame: PoseFrame): boolean {
    const well = Math.max(GOOD, this.now + BETTER_BY);
    const surely = Math.max(SURELY, this.now + SURELY_BETTER_BY);
    if (score(frame) < Math.min(well, surely)) return false;
    this.turn = way;
    this.found = true;
    this.begin(frame.captured_ms);
    return true;
  }

  private begin(at_ms: number): void {
    this.good_ms = at_ms;
    this.again_ms = AGAIN_MS;
    this.tries = 0;
  }
}

/** What was found in a turned picture, as it stands in the upright one: points, world and size. */
export function upright(frame: PoseFrame, turn: Turn): PoseFrame {
  if (turn === UPRIGHT) return frame;
  const sign = turn === RIGHT ? 1 : -1;
  const deeper = frame.width / frame.height; // z is in the scale of x, which is now the other edge
  return {
    captured_ms: frame.captured_ms,
    width: frame.height,
    height: frame.width,
    points: mapped(frame.points, 4, ([x, y, z, seen]) => [
      sign * (y - 0.5) + 0.5,
      -sign * (x - 0.5) + 0.5,
      z * deeper,
      seen,
    ]),
    world: mapped(frame.world, 3, ([x, y, z]) => [sign * y, -sign * x, z]),
  };
}

type Row = [number, number, number, number];

function mapped(flat: Float32Array | null, size: 3 | 4, change: (row: Row) => number[]): Float32Array | null {
  if (flat === null) return null;
  const out = new Float32Array(flat.length);
  for (let i = 0; i < flat.length; i += size) {
    out.set(change([flat[i] ?? 0, flat[i + 1] ?? 0, flat[i + 2] ?? 0, flat[i + 3] ?? 0]), i);
  }
  return out;
}
