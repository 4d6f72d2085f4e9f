/** How wide words are in the letters that are read from the floor, so that they can be as large as there is room for. */

const FACE = '700 100px "Hamstride Far", system-ui, sans-serif';
const FACE_PX = 100;

let ruler: CanvasRenderingContext2D | null = null;

/** The width of a text in capitals, in units of its size. */
export function ems(text: string): number {
  ruler ??= document.createElement("canvas").getContext("2d");
  if (ruler === null || text === "") return 0;
  ruler.font = FACE;
  return ruler.measureText(text.toLocaleUpperCase()).width / FACE_PX;
}

/** The width of a text on two lines, broken where the longer line is shortest. */
export function halvedEms(text: string, measure = ems): number {
  const words = text.split(" ");
  const breaks = words.map((_, i) =>
    Math.max(measure(words.slice(0, i).join(" ")), measure(words.slice(i).join(" "))),
  );
  return Math.min(...breaks);
}

/** The width of the longest word of a text, in units of its size. */
export function wordEms(text: string, measure = ems): number {
  return Math.max(...text.split(" ").map(measure));
}

/** Calls `work` once the letters are here; they are fetched for the first player alone. */
export function whenHere(work: () => void): void {
  void document.fonts?.load(FACE).then(work, () => undefined);
}
