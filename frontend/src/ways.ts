/** The ways in which what comes next is done, side by side: a drawn still of each, and its name. */

import type { Figures } from "./api";
import { mark, part } from "./dom";
import type { Screen } from "./types.gen";

export class Ways {
  private shown = "";

  constructor(
    private readonly root: HTMLElement,
    private readonly figures: Figures,
  ) {}

  /** Follows a screen. They are shown only where each of them is drawn: of lines alone all look the same. */
  follow({ exercise, ways }: Screen): void {
    const key = JSON.stringify([exercise, ways]);
    if (key === this.shown) return;
    this.shown = key;
    const stills = ways.map(({ variant }) => this.figures[`${exercise}/${variant}`]?.drawn?.still);
    const drawn = stills.filter((still) => still !== undefined);
    const all = drawn.length === ways.length && drawn.length > 0;
    const items = all ? ways.map(({ title }, n) => way(title, drawn[n] ?? "")) : [];
    part(this.root, "ways").replaceChildren(...items);
    mark(this.root, "ways", all || undefined);
  }
}

function way(title: string, still: string): HTMLLIElement {
  const item = document.createElement("li");
  const picture = document.createElement("img");
  picture.src = still;
  picture.alt = "";
  item.append(picture, title);
  return item;
}
