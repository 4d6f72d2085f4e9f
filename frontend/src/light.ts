/** How bright a picture is, measured once a second on a handful of points: nobody turns the lamp on and off faster. */

const EVERY_MS = 1000;
const WIDTH = 16;
const HEIGHT = 12;

/** The mean brightness of red, green, blue and opaque bytes, 0 black to 1 white, weighed as the eye does (ITU-R BT.601). */
export function brightness(rgba: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < rgba.length; i += 4) {
    sum += 0.299 * (rgba[i] ?? 0) + 0.587 * (rgba[i + 1] ?? 0) + 0.114 * (rgba[i + 2] ?? 0);
  }
  return sum / (rgba.length / 4) / 255;
}

export class LightMeter {
  private read_ms: number | null = null;
  private last: number | null = null;
  private readonly context = new OffscreenCanvas(WIDTH, HEIGHT).getContext("2d", {
    willReadFrequently: true,
  });

  /** The brightness of a picture taken at `at_ms`, as it was last measured; `null` where this browser cannot. */
  read(picture: CanvasImageSource, at_ms: number): number | null {
    if (this.context === null || (this.read_ms !== null && at_ms - this.read_ms < EVERY_MS)) return this.last;
    this.read_ms = at_ms;
    this.context.drawImage(picture, 0, 0, WIDTH, HEIGHT);
    const value = brightness(this.context.getImageData(0, 0, WIDTH, HEIGHT).data);
    this.last = Math.round(value * 1000) / 1000;
    return this.last;
  }
}
