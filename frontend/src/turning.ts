/**
 * Which way up the pose model is shown a picture: it was made for people who stand, and may miss one who lies down.
 * The rule is that of `engine/turning.py` and has its numbers; both follow the table in docs/conventions.md.
 */

import type { PoseFrame } from "./bridge";
import { LANDMARK, LIMITS, TURN, TURNING } from "./rules.gen";

/** Quarters counter-clockwise by which a picture is turned before the model sees it. */
export type Turn = (typeof TURN)[keyof typeof TURN];
export const { UPRIGHT, LEFT, RIGHT } = TURN;

export const { GOOD } = TURNING;
const { BETTER_BY, SURELY, SURELY_BETTER_BY, OTHERS } = TURNING;
const { THIGH_TO_TRUNK, SHANK_TO_THIGH } = LIMITS;
const { LEFT_SHOULDER: SHOULDER, LEFT_HIP: HIP, LEFT_KNEE: KNEE, LEFT_ANKLE: ANKLE } = LANDMARK;
const WAIT_MS = TURNING.WAIT_S * 1000;
const AGAIN_MS = TURNING.AGAIN_S * 1000;
const RAREST_MS = TURNING.RAREST_S * 1000;

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
