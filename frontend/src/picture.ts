/** Pictures as the pose model is shown them: turned by a quarter, or with somebody painted over. */

import type { PoseFrame } from "./bridge";
import { LEFT, type Turn, UPRIGHT } from "./turning";

export type Picture = ImageBitmap | VideoFrame;

const GREY = "#7f7f7f";
const ROOM = 0.1; // of a body's height and width around its landmarks: hair, hands and clothes

export function sizeOf(picture: Picture): [number, number] {
  return "codedWidth" in picture
    ? [picture.displayWidth, picture.displayHeight]
    : [picture.width, picture.height];
}

/** Shows `look` the picture, turned: the pixels themselves, for the model does worse with a rotation of its own. */
export function shown<T>(picture: Picture, turn: Turn, look: (picture: Picture) => T): T {
  if (turn === UPRIGHT) return look(picture);
  const [width, height] = sizeOf(picture);
  const context = canvas(height, width);
  if (turn === LEFT) context.setTransform(0, -1, 1, 0, 0, width);
  else context.setTransform(0, 1, -1, 0, height, 0);
  context.drawImage(picture, 0, 0, width, height);
  return lent(context, look);
}

/** Shows `look` the picture with the place of one body in grey; where another one is in the way, that one stays whole. */
export function without<T>(
  picture: Picture,
  hidden: PoseFrame,
  kept: PoseFrame,
  look: (picture: Picture) => T,
): T {
  const [width, height] = sizeOf(picture);
  const context = canvas(width, height);
  context.drawImage(picture, 0, 0, width, height);
  context.fillStyle = GREY;
  context.fillRect(...box(hidden));
  context.beginPath();
  context.rect(...box(kept));
  context.clip();
  context.drawImage(picture, 0, 0, width, height);
  return lent(context, look);
}

/** Left, top, width and height of a body in pixels. */
export function box({ points, width, height }: PoseFrame): [number, number, number, number] {
  const spans = [width, height].map((size, axis) => {
    const values = Array.from({ length: (points?.length ?? 0) / 4 }, (_, i) => points?.[4 * i + axis] ?? 0);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const room = (high - low) * ROOM;
    return [(low - room) * size, (high - low + 2 * room) * size] as const;
  });
  const [[x, wide], [y, tall]] = spans as [readonly [number, number], readonly [number, number]];
  return [x, y, wide, tall];
}

function canvas(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext("2d");
  if (context === null) throw new Error("this browser gives no canvas to change a picture on");
  return context;
}

function lent<T>(context: OffscreenCanvasRenderingContext2D, look: (picture: Picture) => T): T {
  const changed = context.canvas.transferToImageBitmap();
  try {
    return look(changed);
  } finally {
    changed.close();
  }
}
