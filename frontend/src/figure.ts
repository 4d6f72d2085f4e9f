/**
 * The moving figure: shows the movement of the exercise, following the runner or, before a set, by itself. The drawn person
 * where there is one and it has come; else a figure of lines.
 */

import type { Figures } from "./api";
import { head, type Point, sameWay } from "./body";
import { cleared, colours, drawPerson } from "./canvas";
import { FIGURE } from "./rules.gen";
import { Sheet } from "./sheet";
import type { Screen, Side, Tempo } from "./types.gen";

type Frames = Figures[string];
type Points = readonly (readonly [number, number])[];

const EASE = 0.25;
const MARGIN = 0.06;

export class Figure {
  private name: string | null = null;
  private share = 0;
  private target: number | null = null;
  private frames: Frames | undefined;
  private side: Side | undefined;
  private tempo: Tempo | undefined;
  private sheet: Sheet | null = null;
  /** Whether the runner is seen the other way round; `null` while nobody is seen. */
  private turned: boolean | null = null;
  private request = 0;
  private drawn = "";

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly figures: Figures,
    private readonly still = matchMedia("(prefers-reduced-motion: reduce)"),
  ) {}

  /** Follows a screen: which exercise, which leg, how far. Gives whether there is a figure to show. */
  follow(screen: Screen, tempo: Tempo | undefined): boolean {
    this.take(`${screen.exercise ?? ""}/${screen.variant ?? ""}`);
    this.side = screen.side;
    this.target = screen.phase_share ?? null;
    this.tempo = tempo;
    if (this.frames !== undefined && this.request === 0)
      this.request = requestAnimationFrame((at) => this.step(at));
    return this.frames !== undefined;
  }

  private take(name: string): void {
    if (name === this.name) return;
    this.name = name;
    this.frames = this.figures[name];
    const drawn = this.frames?.drawn;
    this.sheet?.close();
    this.sheet = drawn ? new Sheet(drawn) : null;
  }

  /** Turns the figure the way the runner is seen in the mirrored picture; `xs` are the runner's 33 x coordinates. */
  turnLike(xs: readonly number[]): void {
    const mine = this.frames?.frames[0]?.map(([x]) => x);
    if (mine !== undefined) this.turned = !sameWay(mine, xs);
  }

  stop(): void {
    this.sheet?.close();
    cancelAnimationFrame(this.request);
    this.request = 0;
  }

  private step(at_ms: number): void {
    this.request = requestAnimationFrame((at) => this.step(at));
    const wanted = this.target ?? shareAt(at_ms / 1000, this.tempo);
    if (this.still.matches) this.share = wanted < 0.5 ? 0 : 1;
    else this.share += (wanted - this.share) * (this.target === null ? 1 : EASE);
    if (this.canvas.checkVisibility({ visibilityProperty: true })) this.draw();
    else this.drawn = "";
  }

  /** Draws when anything has changed: the processor has better things to do. */
  private draw(): void {
    const drawn = this.sheet?.ready === true;
    const pictures = (drawn ? this.frames?.drawn?.frames : this.frames?.frames.length) ?? 1;
    const step = Math.round(this.share * (pictures - 1));
    const { clientWidth, clientHeight } = this.canvas;
    const now = [this.name, step, this.turned, this.side, clientWidth, clientHeight, drawn].join();
    if (now === this.drawn) return;
    this.drawn = now;
    const context = cleared(this.canvas);
    if (context === null) return;
    if (drawn) this.drawSheet(context);
    else this.drawLines(context, step);
  }

  /** The right leg is the left one in a mirror, unless the runner is seen: then the figure is turned as they are. */
  private drawSheet(context: CanvasRenderingContext2D): void {
    const { width, height } = this.frames?.drawn ?? { width: 1, height: 1 };
    const scale = Math.min(this.canvas.width / width, this.canvas.height / height);
    const [w, h] = [width * scale, height * scale];
    context.save();
    context.translate(this.canvas.width / 2, this.canvas.height / 2);
    if (this.turned ?? this.side === "right") context.scale(-1, 1);
    this.sheet?.draw(context, this.share, -w / 2, -h / 2, w, h);
    context.restore();
  }

  private drawLines(context: CanvasRenderingContext2D, step: number): void {
    const frames = this.frames?.frames ?? [];
    const points = frames[step];
    if (points === undefined) return;
    const place = fitted(frames, this.frames?.aspect ?? 1, this.canvas, this.turned === true);
    const { floor, ...paint } = colours(this.canvas);
    const width = Math.max(4, Math.min(this.canvas.width / 2, this.canvas.height) / 22);
    drawFloor(context, place.floor, width, floor);
    drawPerson(context, {
      at: (i) => place.at(points[this.twin(i)] ?? [0, 0]),
      side: this.side,
      width,
      ...paint,
    });
  }

  /** Figures show the left leg working; for the right one the legs change names, not places. */
  private twin(index: number): number {
    if (this.side !== "right" || index < FIRST_LEFT_RIGHT) return index;
    return index % 2 === 1 ? index + 1 : index - 1;
  }
}

const FIRST_LEFT_RIGHT = 11;

function drawFloor(context: CanvasRenderingContext2D, y: number, width: number, colour: string): void {
  context.strokeStyle = colour;
  context.lineWidth = width / 2;
  context.beginPath();
  context.moveTo(0, y + width);
  context.lineTo(context.canvas.width, y + width);
  context.stroke();
}

/** Maps figure points to canvas pixels so that the whole movement fits, head and all, and never jumps; also where the floor is. */
export function fitted(
  frames: readonly Points[],
  aspect: number,
  canvas: { width: number; height: number },
  mirrored: boolean,
): { at(point: readonly [number, number]): [number, number]; floor: number } {
  const reached = frames.flatMap((points) => {
    const even = points.map(([x, y]): Point => [x * aspect, y]);
    return [...even, ...headEnds(even)];
  });
  const xs = reached.map(([x]) => x);
  const ys = reached.map(([, y]) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const [w, h] = [canvas.width * (1 - 2 * MARGIN), canvas.height * (1 - 2 * MARGIN)];
  const scale = Math.min(w / (right - left || 1), h / (bottom - top || 1));
  const y = (value: number): number => canvas.height / 2 + (value - (top + bottom) / 2) * scale;
  const x = (value: number): number => (value * aspect - (left + right) / 2) * scale * (mirrored ? -1 : 1);
  return { at: (point) => [canvas.width / 2 + x(point[0]), y(point[1])], floor: y(bottom) };
}

/** The corners of the box around the head, which is drawn as a ring and has no points of its own. */
function headEnds(points: readonly Point[]): Point[] {
  const { centre, radius } = head((i) => points[i] ?? [0, 0]);
  const [x, y] = centre;
  return [
    [x - radius, y - radius],
    [x + radius, y + radius],
  ];
}

/** How far along the movement is at a moment, when the figure shows it by itself: up, hold, down, pause, again. */
export function shareAt(
  at_s: number,
  tempo: Tempo = { lift_s: 2, hold_s: 0.5, lower_s: 3, pause_s: 1 },
): number {
  const { lift_s, lower_s, pause_s } = tempo;
  const hold_s = Math.max(0.3, Math.min(tempo.hold_s, FIGURE.LONGEST_HOLD_S));
  const at = at_s % (lift_s + hold_s + lower_s + pause_s);
  if (at < lift_s) return smooth(at / lift_s);
  if (at < lift_s + hold_s) return 1;
  if (at < lift_s + hold_s + lower_s) return smooth(1 - (at - lift_s - hold_s) / lower_s);
  return 0;
}

function smooth(share: number): number {
  return share * share * (3 - 2 * share);
}
