/** What came of a film: the curve, the numbers, and a still of each thing to get right. */

import { colours, drawPerson } from "./canvas";
import { draw, letter } from "./curve";
import { mark, paragraph, part, put, words } from "./dom";
import type { Mark, Story } from "./film.worker";
import type { Reel } from "./reel";
import type { Side } from "./types.gen";

const STILL_PX = 480;
const MOST_STILLS = 12;

export class Outcome {
  private redraw: () => void = () => undefined;

  constructor(private readonly root: HTMLElement) {
    addEventListener("resize", () => this.redraw());
  }

  /** Shows all of it; `wanted` says whether this film is still the one that is looked at. */
  async show(story: Story, reel: Reel, wanted: () => boolean): Promise<void> {
    const headline = part(this.root, "headline");
    headline.textContent = story.headline;
    const cut = { n: Math.round(reel.read_s), of: Math.round(reel.seconds) };
    put(part(this.root, "breaks-off"), reel.breaksOff ? words(this.root, "breaks-off", cut) : undefined);
    part(this.root, "lines").replaceChildren(...story.lines.map(paragraph));
    part(this.root, "chart").textContent = story.name;
    const name = words(this.root, "curve", { name: story.name });
    const box = part(this.root, "curve");
    this.redraw = () => box.replaceChildren(draw(story, name, box.clientWidth));
    this.redraw();
    table(part<HTMLTableElement>(this.root, "table"), story);
    part(this.root, "numbers").hidden = story.rows.length === 0;
    this.legend(story);
    headline.focus();
    await this.stills(story, reel, wanted);
  }

  /** Only what the curve shows: of a stretch the ways in and out are not drawn apart. */
  private legend({ spans, gaps }: Story): void {
    const ways = spans.some(({ top }) => top !== undefined);
    const shown = {
      up: ways,
      hold: ways,
      stretch: spans.length > 0 && !ways,
      down: ways,
      gap: gaps.length > 0,
    };
    for (const [name, is] of Object.entries(shown)) part(this.root, `legend-${name}`).hidden = !is;
    part(this.root, "legend").hidden = spans.length === 0 && gaps.length === 0;
  }

  /** The pictures of what to get right; the list grows as they are taken from the film. */
  private async stills(story: Story, reel: Reel, wanted: () => boolean): Promise<void> {
    const list = part(this.root, "stills");
    const shown = [...story.marks.entries()].filter(([, each]) => each.still !== null).slice(0, MOST_STILLS);
    const left_out = story.marks.length - shown.length;
    list.replaceChildren();
    part(this.root, "broken").hidden = story.marks.length === 0;
    put(
      part(this.root, "more-stills"),
      left_out > 0 ? words(this.root, "more-stills", { n: left_out }) : undefined,
    );
    for (const [i, each] of shown) {
      if (!wanted()) return;
      const item = document.createElement("li");
      item.append(caption(each, i));
      list.append(item);
      const still = await reel.still(each.still?.t ?? each.t, STILL_PX).catch(() => null);
      if (still !== null) item.prepend(this.drawn(still, each));
    }
  }

  private drawn(still: HTMLCanvasElement, each: Mark): HTMLCanvasElement {
    still.setAttribute("role", "img");
    still.setAttribute("aria-label", words(this.root, "still", { time: each.time, what: each.says }));
    const points = each.still?.points ?? null;
    const context = still.getContext("2d");
    if (points !== null && context !== null) skeleton(context, points, this.root, each.side ?? undefined);
    return still;
  }
}

function caption(each: Mark, index: number): HTMLElement {
  const made = paragraph("");
  const name = document.createElement("b");
  name.textContent = letter(index);
  const better = document.createElement("span");
  better.textContent = each.better;
  made.append(name, `${each.says} · ${each.where}`, better);
  return made;
}

function skeleton(
  context: CanvasRenderingContext2D,
  points: readonly (readonly [number, number, number])[],
  root: HTMLElement,
  side: Side | undefined,
): void {
  const { width, height } = context.canvas;
  const value = (index: number, at: 0 | 1 | 2): number => points[index]?.[at] ?? 0;
  Object.assign(context, { shadowColor: "black", shadowBlur: 4 }); // to be seen before a white wall as well
  drawPerson(context, {
    at: (i) => [value(i, 0) * width, value(i, 1) * height],
    visibility: (i) => value(i, 2),
    side,
    width: Math.max(2, Math.min(width, height) / 90),
    ...colours(root),
  });
}

function table(place: HTMLTableElement, { columns, numbers, rows }: Story): void {
  const line = (cells: readonly string[], name: "td" | "th"): HTMLTableRowElement => {
    const made = document.createElement("tr");
    cells.forEach((content, i) => {
      const head = name === "th" || i === 0;
      const cell = document.createElement(head ? "th" : "td");
      if (head) cell.scope = name === "th" ? "col" : "row";
      cell.textContent = content;
      mark(cell, "words", i >= numbers ? true : undefined);
      mark(cell, "name", columns[i]); // for the narrow screen, where the heads of words are not shown
      made.append(cell);
    });
    return made;
  };
  const [head, body] = [document.createElement("thead"), document.createElement("tbody")];
  head.append(line(columns, "th"));
  body.append(...rows.map((row) => line(row, "td")));
  place.replaceChildren(head, body);
}
