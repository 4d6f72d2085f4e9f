/** A sheet of drawn pictures from rest to top, shown at any share of the way. */

/** What a demonstration's sheet is: its address, and how its pictures lie on it; and the address of its top alone, which a session
 * that was kept long ago has not. */
export interface Drawn {
  sheet: string;
  still?: string;
  columns: number;
  frames: number;
  width: number;
  height: number;
}

/** One picture on the sheet. */
export interface Cell {
  x: number;
  y: number;
}

export function cellOf({ columns, width, height }: Drawn, step: number): Cell {
  return { x: (step % columns) * width, y: Math.floor(step / columns) * height };
}

/** The two pictures on either side of a share of the way, and how far it is from the first to the second. */
export function between(drawn: Drawn, share: number): { before: number; after: number; part: number } {
  const at = Math.min(Math.max(share, 0), 1) * (drawn.frames - 1);
  const before = Math.floor(at);
  return { before, after: Math.min(before + 1, drawn.frames - 1), part: at - before };
}

export class Sheet {
  private bitmap: ImageBitmap | null = null;
  private closed = false;

  constructor(
    private readonly drawn: Drawn,
    came: () => void = () => undefined,
  ) {
    this.bring().then(came, () => undefined); // without it the plain figure, or the still, stays
  }

  get ready(): boolean {
    return this.bitmap !== null;
  }

  close(): void {
    this.closed = true;
    this.bitmap?.close();
    this.bitmap = null;
  }

  /** Taken apart beside the page's own work, once: a sheet has eight million pixels. */
  private async bring(): Promise<void> {
    const answer = await fetch(this.drawn.sheet);
    if (!answer.ok) throw new Error(`${this.drawn.sheet}: ${answer.status}`);
    const bitmap = await createImageBitmap(await answer.blob());
    if (this.closed) bitmap.close();
    else this.bitmap = bitmap;
  }

  /** Draws the nearest picture into a box of the canvas. */
  draw(context: CanvasRenderingContext2D, share: number, x: number, y: number, w: number, h: number): void {
    this.put(context, Math.round(share * (this.drawn.frames - 1)), 1, x, y, w, h);
  }

  /** Draws the share of the way over the whole canvas, one picture melting into the next. */
  melt(context: CanvasRenderingContext2D, share: number): void {
    const { width, height } = context.canvas;
    const { before, after, part } = between(this.drawn, share);
    context.globalCompositeOperation = "copy";
    this.put(context, before, 1 - part, 0, 0, width, height);
    context.globalCompositeOperation = "lighter"; // shares of one and the other add up to a whole
    this.put(context, after, part, 0, 0, width, height);
    context.globalAlpha = 1;
  }

  private put(
    context: CanvasRenderingContext2D,
    step: number,
    alpha: number,
    ...[x, y, w, h]: [number, number, number, number]
  ): void {
    if (this.bitmap === null) return;
    const { width, height } = this.drawn;
    const cell = cellOf(this.drawn, step);
    context.globalAlpha = alpha;
    context.drawImage(this.bitmap, cell.x, cell.y, width, height, x, y, w, h);
  }
}
