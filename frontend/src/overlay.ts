/** The runner's own stick figure over the mirrored picture. */

import type { PoseFrame } from "./bridge";
import { cleared, colours, drawPerson } from "./canvas";
import type { Side } from "./types.gen";

export class Overlay {
  constructor(private readonly canvas: HTMLCanvasElement) {}

  /** Draws the points where the picture shows them: whole in the box, as `object-fit: contain` does, and mirrored. */
  draw(frame: PoseFrame, side: Side | undefined): void {
    const context = cleared(this.canvas);
    const points = frame.points;
    if (context === null || points === null) return;
    const { width, height } = this.canvas;
    const scale = Math.min(width / frame.width, height / frame.height);
    const [w, h] = [frame.width * scale, frame.height * scale];
    const value = (index: number, part: number): number => points[4 * index + part] ?? 0;
    drawPerson(context, {
      at: (i) => [(width + w) / 2 - value(i, 0) * w, (height - h) / 2 + value(i, 1) * h],
      visibility: (i) => value(i, 3),
      side,
      width: Math.max(3, Math.min(w, h) / 90),
      ...colours(this.canvas),
    });
  }
}
