/** The way of a movement over the time of a film, drawn as SVG: the curve, the repetitions as bands, broken cues as letters. */

import { SVG } from "./dom";
import type { Mark, Story } from "./film.worker";

const HEIGHT = 240;
const EDGE = { left: 44, right: 16, top: 30, bottom: 30 };
const LEAST_PX_A_SECOND = 11;
const MOST_PX = 20_000;
const TIME_STEPS_S = [1, 2, 5, 10, 30, 60, 120, 300, 600, 1800];
const TICK_PX = 70;
const ANGLE_STEP_DEG = 30;
const LEAST_DEG = 30; // the drawing is at least so high: a hair's breadth is not to look like a mountain
const UNSEEN = "curve-unseen";

type Attributes = Record<string, string | number>;

/** The name by which a mark is known in the drawing and beside its still: a, b, … z, aa, … */
export function letter(index: number): string {
  const last = String.fromCharCode("a".charCodeAt(0) + (index % 26));
  return index < 26 ? last : letter(Math.floor(index / 26) - 1) + last;
}

/** Where seconds and degrees stand in the drawing. */
export interface Scale {
  width: number;
  x(t_s: number): number;
  y(deg: number): number;
}

export function scaleOf(story: Story, room_px: number): Scale {
  const seconds = Math.max(story.seconds, 1);
  const width = Math.min(MOST_PX, Math.max(room_px, seconds * LEAST_PX_A_SECOND + EDGE.left + EDGE.right));
  const seen = story.curve.map(([, deg]) => deg ?? 0);
  const [low, high] = [lowest(seen), Math.max(LEAST_DEG, highest(seen)) * 1.05];
  const [w, h] = [width - EDGE.left - EDGE.right, HEIGHT - EDGE.top - EDGE.bottom];
  return {
    width,
    x: (t_s) => EDGE.left + (t_s / seconds) * w,
    y: (deg) => EDGE.top + h * (1 - (deg - low) / (high - low)),
  };
}

function lowest(values: readonly number[]): number {
  return values.reduce((low, value) => Math.min(low, value), 0);
}

function highest(values: readonly number[]): number {
  return values.reduce((high, value) => Math.max(high, value), 0);
}

/** The path of the curve: a new stroke after every stretch in which nothing was seen. */
export function pathOf(curve: Story["curve"], { x, y }: Pick<Scale, "x" | "y">): string {
  let pen = "M";
  return curve
    .map(([t_s, deg]) => {
      if (deg === null) {
        pen = "M";
        return "";
      }
      const step = `${pen}${x(t_s).toFixed(1)} ${y(deg).toFixed(1)}`;
      pen = "L";
      return step;
    })
    .join("");
}

/** Draws a story. `name` is what the drawing shows, in words; the table beside it says the same in numbers. */
export function draw(story: Story, name: string, room_px: number): SVGSVGElement {
  const scale = scaleOf(story, room_px);
  const picture = made("svg", {
    class: "curve",
    width: scale.width,
    height: HEIGHT,
    viewBox: `0 0 ${scale.width} ${HEIGHT}`,
    role: "img",
    "aria-label": name,
  });
  picture.append(hatching(), ...bands(story, scale), ...gaps(story, scale), ...axes(story, scale));
  picture.append(made("path", { class: "curve-line", d: pathOf(story.curve, scale) }));
  picture.append(...story.marks.flatMap((mark, i) => marked(mark, i, story, scale)));
  return picture;
}

function bands(story: Story, scale: Scale): SVGElement[] {
  const x = (t_s: number): number => scale.x(Math.min(t_s, story.seconds));
  return story.spans.flatMap(({ number, start, top, low, end }) => {
    const parts: [string, number, number][] =
      top === undefined || low === undefined
        ? [["hold", start, end]]
        : [
            ["up", start, top],
            ["hold", top, low],
            ["down", low, end],
          ];
    const kind = number === null ? " half" : "";
    const drawn = parts.map(([part, from, to]) => box(`curve-band ${part}${kind}`, x(from), x(to)));
    const label = number === null ? "½" : String(number);
    return [...drawn, text(label, { class: "curve-number", x: x((start + end) / 2), y: EDGE.top - 10 })];
  });
}

/** Where the legs were not seen: hatched, so that it is told by more than a colour. */
function gaps(story: Story, { x }: Scale): SVGElement[] {
  return story.gaps.map(({ start, end }) => box("curve-gap", x(start), x(end)));
}

function box(name: string, from: number, to: number): SVGElement {
  const height = HEIGHT - EDGE.top - EDGE.bottom;
  return made("rect", { class: name, x: from, y: EDGE.top, width: Math.max(0, to - from), height });
}

function hatching(): SVGElement {
  const pattern = made("pattern", {
    id: UNSEEN,
    width: 6,
    height: 6,
    patternUnits: "userSpaceOnUse",
    patternTransform: "rotate(45)",
  });
  pattern.append(made("line", { class: UNSEEN, x1: 0, y1: 0, x2: 0, y2: 6 }));
  return pattern;
}

function axes(story: Story, { x, y, width }: Scale): SVGElement[] {
  const a_second = x(1) - x(0);
  const step = TIME_STEPS_S.find((s) => s * a_second >= TICK_PX) ?? 3600;
  const found: SVGElement[] = [];
  for (let t_s = 0; t_s <= story.seconds; t_s += step) {
    found.push(text(`${t_s} s`, { class: "curve-tick", x: x(t_s), y: HEIGHT - 10 }));
  }
  const top = Math.max(LEAST_DEG, highest(story.curve.map(([, deg]) => deg ?? 0)));
  for (let deg = 0; deg <= top; deg += ANGLE_STEP_DEG) {
    const line = { x1: EDGE.left, x2: width - EDGE.right, y1: y(deg), y2: y(deg) };
    found.push(made("line", { class: "curve-grid", ...line }));
    found.push(text(`${deg}°`, { class: "curve-tick is-angle", x: EDGE.left - 8, y: y(deg) + 4 }));
  }
  return found;
}

function marked(mark: Mark, index: number, story: Story, { x, y }: Scale): SVGElement[] {
  const near = story.curve.find(([t_s]) => t_s >= mark.t)?.[1] ?? 0;
  const at = { cx: x(mark.t), cy: y(near) };
  return [
    made("circle", { class: "curve-mark", ...at, r: 11 }),
    text(letter(index), { class: "curve-letter", x: at.cx, y: at.cy + 4.5 }),
  ];
}

function text(content: string, attributes: Attributes): SVGElement {
  const element = made("text", attributes);
  element.textContent = content;
  return element;
}

function made<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Attributes,
): SVGElementTagNameMap[K] {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}
