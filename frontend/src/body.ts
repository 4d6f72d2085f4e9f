/** How to draw a person: which of the 33 points are joined, and which belong to which leg. */

import type { Side } from "./types.gen";

export type Point = readonly [number, number];

const ARMS = [
  [11, 13],
  [13, 15],
  [12, 14],
  [14, 16],
] as const;
const TRUNK = [
  [11, 12],
  [11, 23],
  [12, 24],
  [23, 24],
] as const;
const LEFT_LEG = [
  [23, 25],
  [25, 27],
  [27, 29],
  [29, 31],
  [27, 31],
] as const;
const RIGHT_LEG = LEFT_LEG.map(([a, b]) => [a + 1, b + 1] as const);

const SHOULDERS = [11, 12] as const;
const EARS = [7, 8] as const;

/** One stroke of the drawing; `working` strokes are the leg to look at. */
export interface Stroke {
  from: number;
  to: number;
  working: boolean;
}

/** The strokes of a person, the working leg last so that it lies on top. */
export function strokes(side: Side | undefined): Stroke[] {
  const legs = { left: side === "left" || side === "both", right: side === "right" || side === "both" };
  const all = [
    ...[...TRUNK, ...ARMS].map((pair) => stroke(pair, false)),
    ...RIGHT_LEG.map((pair) => stroke(pair, legs.right)),
    ...LEFT_LEG.map((pair) => stroke(pair, legs.left)),
  ];
  return all.sort((a, b) => Number(a.working) - Number(b.working));
}

function stroke([from, to]: readonly [number, number], working: boolean): Stroke {
  return { from, to, working };
}

/** Centre and radius of the head, from ears and shoulders, in the units of the points (x and y alike). */
export function head(at: (index: number) => Point): { centre: Point; radius: number } {
  const ears = middle(at(EARS[0]), at(EARS[1]));
  const neck = middle(at(SHOULDERS[0]), at(SHOULDERS[1]));
  return { centre: ears, radius: 0.55 * Math.hypot(ears[0] - neck[0], ears[1] - neck[1]) };
}

function middle(a: Point, b: Point): Point {
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}

/** Whether two people lie or stand the same way round: the points' x coordinates rise and fall together. */
export function sameWay(a: readonly number[], b: readonly number[]): boolean {
  const mean = (xs: readonly number[]): number => xs.reduce((sum, x) => sum + x, 0) / xs.length;
  const [ma, mb] = [mean(a), mean(b)];
  return a.reduce((sum, x, i) => sum + (x - ma) * ((b[i] ?? mb) - mb), 0) >= 0;
}
