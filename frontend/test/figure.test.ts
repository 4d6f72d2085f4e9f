import { expect, test, vi } from "vitest";
import { head } from "../src/body";
import { Figure, fitted } from "../src/figure";
import { between, cellOf, Sheet } from "../src/sheet";
import type { Screen } from "../src/types.gen";

const drawn = { sheet: "/static/x.webp", columns: 4, frames: 24, width: 700, height: 330 };

test("pictures lie on the sheet row by row", () => {
  expect(cellOf(drawn, 0)).toEqual({ x: 0, y: 0 });
  expect(cellOf(drawn, 5)).toEqual({ x: 700, y: 330 });
  expect(cellOf(drawn, 23)).toEqual({ x: 2100, y: 1650 });
});

test("between two pictures one melts into the next, and the ends are whole", () => {
  expect(between(drawn, 0)).toEqual({ before: 0, after: 1, part: 0 });
  expect(between(drawn, 1)).toEqual({ before: 23, after: 23, part: 0 });
  expect(between(drawn, 1.5 / 23)).toEqual({ before: 1, after: 2, part: expect.closeTo(0.5) });
  expect(between(drawn, 7)).toEqual(between(drawn, 1));
  expect(between(drawn, -1)).toEqual(between(drawn, 0));
});

/** A stand-in for what the browser brings and takes apart. */
function pictures(ok: boolean): { close: ReturnType<typeof vi.fn> } {
  const bitmap = { close: vi.fn() };
  vi.stubGlobal("fetch", () => Promise.resolve({ ok, status: 503, blob: () => Promise.resolve("blob") }));
  vi.stubGlobal("createImageBitmap", () => Promise.resolve(bitmap));
  return bitmap;
}

test("a sheet is ready once it has come, and never when it does not", async () => {
  const bitmap = pictures(true);
  const came = vi.fn();
  const sheet = new Sheet(drawn, came);
  expect(sheet.ready).toBe(false);
  await vi.waitFor(() => expect(came).toHaveBeenCalledOnce());
  expect(sheet.ready).toBe(true);
  sheet.close();
  expect(sheet.ready).toBe(false);
  expect(bitmap.close).toHaveBeenCalledOnce();
  pictures(false);
  const missing = new Sheet(drawn, came);
  await new Promise((go) => setTimeout(go, 0));
  expect(missing.ready).toBe(false);
  expect(came).toHaveBeenCalledOnce();
});

test("a sheet that comes after it was closed is let go of", async () => {
  const bitmap = pictures(true);
  const sheet = new Sheet(drawn);
  sheet.close();
  await vi.waitFor(() => expect(bitmap.close).toHaveBeenCalledOnce());
  expect(sheet.ready).toBe(false);
});

test("melting adds the two pictures up to one whole", async () => {
  pictures(true);
  const drawings: { alpha: number; at: number[]; how: string }[] = [];
  const context = {
    canvas: { width: 700, height: 330 },
    globalAlpha: 1,
    globalCompositeOperation: "",
    drawImage(_: unknown, x: number, y: number): void {
      drawings.push({ alpha: this.globalAlpha, at: [x, y], how: this.globalCompositeOperation });
    },
  };
  const sheet = new Sheet(drawn);
  await vi.waitFor(() => expect(sheet.ready).toBe(true));
  sheet.melt(context as unknown as CanvasRenderingContext2D, 3.25 / 23);
  expect(drawings.map(({ alpha }) => alpha)).toEqual([expect.closeTo(0.75), expect.closeTo(0.25)]);
  expect(drawings.map(({ at }) => at)).toEqual([
    [2100, 0],
    [0, 330],
  ]);
  expect(drawings.map(({ how }) => how)).toEqual(["copy", "lighter"]);
  expect(context.globalAlpha).toBe(1);
});

/** A figure on a canvas that notes what is drawn, and how often it was flipped. */
async function shown(): Promise<{
  figure: Figure;
  flips: () => number;
  cells: number[][];
  step: () => void;
}> {
  pictures(true);
  let next: FrameRequestCallback = () => undefined;
  vi.stubGlobal("requestAnimationFrame", (step: FrameRequestCallback) => {
    next = step;
    return 1;
  });
  const cells: number[][] = [];
  const scale = vi.fn();
  const context = {
    save: () => undefined,
    restore: () => undefined,
    translate: () => undefined,
    clearRect: () => undefined,
    scale,
    drawImage: (_: unknown, ...at: number[]) => cells.push(at),
  };
  const canvas = {
    clientWidth: 400,
    clientHeight: 300,
    checkVisibility: () => true,
    getContext: () => context,
  };
  const points = Array.from({ length: 33 }, (_, i): [number, number] => [i / 33, 0.5]);
  const figures = { "standing-curl/": { frames: [points, points], aspect: 1, drawn } };
  const calm = { matches: false } as MediaQueryList;
  const figure = new Figure(canvas as unknown as HTMLCanvasElement, figures, calm);
  figure.follow(screen("left"), undefined);
  await new Promise((go) => setTimeout(go, 0));
  return { figure, flips: () => scale.mock.calls.length, cells, step: () => next(0) };
}

function screen(side: "left" | "right", phase_share = 1): Screen {
  return { exercise: "standing-curl", side, phase_share } as Screen;
}

test("the drawn person follows the runner, whole in the picture", async () => {
  const { figure, cells, step } = await shown();
  for (let i = 0; i < 40; i++) step();
  expect(cells.at(-1)?.slice(0, 4)).toEqual([2100, 1650, 700, 330]);
  expect(cells.at(-1)?.slice(4)).toEqual([-200, expect.closeTo(-94.3, 1), 400, expect.closeTo(188.6, 1)]);
  figure.follow(screen("left", 0), undefined);
  for (let i = 0; i < 40; i++) step();
  expect(cells.at(-1)?.slice(0, 2)).toEqual([0, 0]);
});

test("the right leg is the left one in a mirror, until the runner is seen: then it is turned as they are", async () => {
  const { figure, flips, step } = await shown();
  step();
  expect(flips()).toBe(0);
  figure.follow(screen("right"), undefined);
  step();
  expect(flips()).toBe(1);
  figure.turnLike(Array.from({ length: 33 }, (_, i) => i));
  step();
  expect(flips()).toBe(1);
  figure.turnLike(Array.from({ length: 33 }, (_, i) => -i));
  step();
  expect(flips()).toBe(2);
});

test("the figure of lines fits with its head", () => {
  // Ears at 0.14, shoulders at 0.27, everything else down to the floor at 0.86.
  const heights = Array.from({ length: 33 }, (_, i) => (i < 11 ? 0.14 : i < 13 ? 0.27 : 0.86));
  const points = heights.map((y, i): [number, number] => [0.5 + (i % 2) / 50, y]);
  for (const canvas of [
    { width: 375, height: 180 },
    { width: 120, height: 700 },
  ]) {
    const place = fitted([points], 4 / 3, canvas, false);
    const { centre, radius } = head((i) => place.at(points[i] ?? [0, 0]));
    expect(centre[1] - radius).toBeGreaterThan(0.05 * canvas.height);
    expect(centre[0] - radius).toBeGreaterThan(0.05 * canvas.width);
    expect(place.floor).toBeLessThan(canvas.height);
  }
});
