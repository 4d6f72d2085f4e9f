/** Drawing a person of strokes on a canvas that fits its box. */

import { head, type Point, strokes } from "./body";
import type { Side } from "./types.gen";

/** The drawing surface at the size of its box in device pixels, cleared; `null` while the box has no size. */
export function cleared(canvas: HTMLCanvasElement): CanvasRenderingContext2D | null {
  const ratio = Math.min(globalThis.devicePixelRatio || 1, 2);
  const [width, height] = [Math.round(canvas.clientWidth * ratio), Math.round(canvas.clientHeight * ratio)];
  if (width === 0 || height === 0) return null;
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const context = canvas.getContext("2d");
  context?.clearRect(0, 0, width, height);
  return context;
}

const VISIBLE = 0.3; // what is seen less well is left out

/** What a drawing of a person needs; `at` gives a point in canvas pixels, `visibility` how well it is seen, 0 to 1. */
export interface Drawing {
  at(index: number): Point;
  visibility?(index: number): number;
  side: Side | undefined;
  width: number;
  colour: string;
  accent: string;
}

export function drawPerson(context: CanvasRenderingContext2D, drawing: Drawing): void {
  const { at, side, width, colour, accent } = drawing;
  const seen = (index: number): boolean => (drawing.visibility?.(index) ?? 1) >= VISIBLE;
  context.lineCap = "round";
  for (const { from, to, working } of strokes(side)) {
    if (!seen(from) || !seen(to)) continue;
    context.strokeStyle = working ? accent : colour;
    context.lineWidth = working ? width * 1.7 : width;
    context.beginPath();
    context.moveTo(...at(from));
    context.lineTo(...at(to));
    context.stroke();
  }
  if (!seen(0)) return;
  const { centre, radius } = head(at);
  context.lineWidth = width;
  context.strokeStyle = colour;
  context.beginPath();
  context.arc(...centre, radius, 0, 2 * Math.PI);
  context.stroke();
}

/** The colours that the style sheet gives to drawings in this element. */
export function colours(element: Element): { colour: string; accent: string; floor: string } {
  const style = getComputedStyle(element);
  const value = (name: string): string => style.getPropertyValue(name).trim();
  return { colour: value("--figure"), accent: value("--figure-working"), floor: value("--figure-floor") };
}
