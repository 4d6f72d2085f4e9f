/**
 * Whether somebody else is in the picture, and whom to follow: always the one who was followed.
 * The rule is that of `engine/company.py` and has its numbers; both follow docs/conventions.md.
 */

import type { PoseFrame } from "./bridge";
import { COMPANY, LANDMARK } from "./rules.gen";
import { GOOD, score } from "./turning";

const { PICTURES, ELSEWHERE } = COMPANY;
const { LEFT_SHOULDER: SHOULDER, LEFT_HIP: HIP } = LANDMARK;
const LOOK_EVERY_MS = COMPANY.LOOK_EVERY_S * 1000;
const AGAIN_MS = COMPANY.AGAIN_S * 1000;
const HOME_MS = COMPANY.HOME_S * 1000;
const BEFORE_MS = COMPANY.BEFORE_S * 1000;

/** Whether two bodies stand at different places. False where either is nobody. */
export function elsewhere(one: PoseFrame, other: PoseFrame): boolean {
  const [a, b] = [trunk(one), trunk(other)];
  if (a === null || b === null) return false;
  return Math.hypot(a.x - b.x, a.y - b.y) > ELSEWHERE * Math.max(a.length, b.length);
}

/** Middle and length of the trunk in pixels. */
function trunk({ points, width, height }: PoseFrame): { x: number; y: number; length: number } | null {
  if (points === null) return null;
  const middle = (left: number): [number, number] => [
    (((points[4 * left] ?? 0) + (points[4 * left + 4] ?? 0)) / 2) * width,
    (((points[4 * left + 1] ?? 0) + (points[4 * left + 5] ?? 0)) / 2) * height,
  ];
  const [[x, y], [hipX, hipY]] = [middle(SHOULDER), middle(HIP)];
  return { x: (x + hipX) / 2, y: (y + hipY) / 2, length: Math.hypot(x - hipX, y - hipY) };
}

/** Give every frame to `next`, look for everybody where it says so, and give what was found to `seen`. */
export class Company {
  /** How many bodies the last look found, the runner's among them; `undefined` before the first. */
  people: number | undefined;
  private looked_ms = Number.NEGATIVE_INFINITY;
  private pictures: number = PICTURES;
  private before: PoseFrame | null = null;
  private home: PoseFrame | null = null;

  /** Takes the body that is followed; gives whether to look for everybody in this picture. */
  next(frame: PoseFrame): boolean {
    const { before } = this;
    const at = frame.captured_ms;
    if (score(frame) >= GOOD) this.before = frame; // where a body was badly found is nobody's place
    const soon = before !== null && at - before.captured_ms < BEFORE_MS;
    if (this.home === null && soon && elsewhere(before, frame)) this.home = before;
    const { home } = this;
    if (home !== null && (at - home.captured_ms > HOME_MS || back(home, frame))) this.home = null;
    this.pictures += 1;
    const [every, enough] = this.home === null ? [LOOK_EVERY_MS, PICTURES] : [AGAIN_MS, 0];
    if (frame.points === null || this.pictures < enough || at - this.looked_ms < every) return false;
    this.looked_ms = at;
    this.pictures = 0;
    return true;
  }

  /** Who of these is the runner: whoever is well found where the runner was last, else the one found best. */
  likeliest(bodies: readonly PoseFrame[]): PoseFrame | null {
    const known = this.home ?? this.before;
    const rank = (body: PoseFrame): number => {
      const found = score(body);
      return found + (known !== null && found >= GOOD && !elsewhere(known, body) ? 1 : 0);
    };
    return bodies.reduce<PoseFrame | null>(
      (best, body) => (best === null || rank(body) > rank(best) ? body : best),
      null,
    );
  }

  /** Takes all bodies of a picture; gives the runner's where another one is followed. */
  seen(frame: PoseFrame, bodies: readonly PoseFrame[]): PoseFrame | null {
    const found = bodies.filter((body) => score(body) >= GOOD);
    const { home } = this;
    const others = (runner: PoseFrame): number => found.filter((body) => elsewhere(runner, body)).length;
    const runner = home === null ? undefined : found.find((body) => !elsewhere(home, body));
    if (runner !== undefined && elsewhere(runner, frame)) {
      this.home = null;
      this.before = runner;
      this.people = 1 + others(runner);
      return runner;
    }
    this.people = 1 + others(frame);
    return null;
  }
}

function back(home: PoseFrame, frame: PoseFrame): boolean {
  return frame.points !== null && !elsewhere(home, frame);
}
