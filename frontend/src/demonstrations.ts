/** On the pages: demonstrations move at the declared pace. Which pace, and which leg, is for the page's own buttons and style. */

import { shareAt } from "./figure";
import { DRAWING } from "./rules.gen";
import { type Drawn, Sheet } from "./sheet";
import type { Tempo } from "./types.gen";

/** What the page says of a demonstration: its sheet and the pace. */
interface Told extends Drawn {
  tempo: Tempo;
}

/** The movements are slow: more pictures a second are not seen, and cost the one who trains in front of the page. */
const PICTURE_MS = 40;

/** Brings every demonstration of the page to life while it is in sight. */
export function showDemonstrations(root: ParentNode): void {
  const made = new Map<Element, Demonstration>();
  const watch = new IntersectionObserver((seen) => {
    for (const { target, isIntersecting } of seen) made.get(target)?.comes(isIntersecting);
  });
  for (const each of root.querySelectorAll<HTMLElement>("[data-demonstration]")) {
    made.set(each, new Demonstration(each));
    watch.observe(each);
  }
}

class Demonstration {
  private readonly told: Told;
  private readonly canvas: HTMLCanvasElement;
  private readonly calm = matchMedia("(prefers-reduced-motion: reduce)");
  private began_ms = 0;
  private drawn_ms = 0;
  private shown = -1;
  private begun = false;
  private inSight = false;

  constructor(private readonly root: HTMLElement) {
    this.told = JSON.parse(root.dataset["demonstration"] ?? "") as Told;
    this.canvas = root.querySelector("canvas") as HTMLCanvasElement;
  }

  /** It came into sight, or went. With less motion wanted the sheet is not even fetched: the stills are there. */
  comes(inSight: boolean): void {
    this.inSight = inSight;
    if (!inSight || this.begun || this.calm.matches) return;
    this.begun = true;
    const sheet = new Sheet(this.told, () => {
      this.root.dataset["moves"] = "";
      this.canvas.addEventListener("click", () => this.pressed());
      this.root.addEventListener("change", () => {
        this.began_ms = 0;
      });
      requestAnimationFrame((at) => this.step(sheet, at));
    });
  }

  private step(sheet: Sheet, at_ms: number): void {
    requestAnimationFrame((at) => this.step(sheet, at));
    if (at_ms - this.drawn_ms < PICTURE_MS || !this.isLookedAt) return;
    this.drawn_ms = at_ms;
    this.began_ms ||= at_ms;
    const pace = this.pace() === "slower" ? DRAWING.SLOWER : 1;
    const share = shareAt((at_ms - this.began_ms) / 1000 / pace, this.told.tempo);
    if (share === this.shown) return;
    this.shown = share;
    const context = this.canvas.getContext("2d");
    if (context !== null) sheet.melt(context, share);
  }

  /** Not where it is scrolled away, or behind the player. */
  private get isLookedAt(): boolean {
    return this.inSight && this.root.closest("[inert]") === null && this.canvas.checkVisibility();
  }

  private pace(): string {
    return this.root.querySelector<HTMLInputElement>("input[name=speed]:checked")?.value ?? "moving";
  }

  /** A tap on the picture goes on to the next pace. */
  private pressed(): void {
    const paces = [...this.root.querySelectorAll<HTMLInputElement>("input[name=speed]")];
    const next = paces[(paces.findIndex(({ checked }) => checked) + 1) % paces.length];
    next?.click();
  }
}
