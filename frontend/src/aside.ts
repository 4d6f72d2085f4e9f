/** On Today: what the server would not have of what was done. It stays on the device until it was taken after all, or let go. */

import { part, put } from "./dom";
import type { Entry, Outbox } from "./outbox";

type Kept = Pick<Outbox, "standing" | "waiting" | "tryAgain" | "letGo">;

/** So soon after the buttons changed, a press is the second half of a double one, and was meant for the button before. */
const SOON_MS = 500;

/** Shows it where the page has a place for it, once everything else was sent. */
export async function tellAside(page: ParentNode, outbox: Kept): Promise<void> {
  const box = page.querySelector<HTMLElement>("[data-aside]");
  if (box !== null) await new Aside(box, outbox).show();
}

class Aside {
  /** What the runner was shown. */
  private entries: readonly Entry[] = [];
  private turned_ms = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly box: HTMLElement,
    private readonly outbox: Kept,
  ) {
    part(box, "again").addEventListener("click", () => void this.tryAgain());
    this.whenMeant("let-go", () => this.turn(true));
    this.whenMeant("keep", () => this.turn(false));
    this.whenMeant("for-good", () => void this.letGo().catch(() => undefined));
    box.addEventListener("keydown", (event) => {
      if (event.repeat && event.key === "Enter") event.preventDefault();
    });
  }

  /** Shows the box, if there is something to tell: what is set aside, and of what was shown before what is not sent yet. */
  async show(): Promise<boolean> {
    const before = new Set(this.entries.map(({ mark }) => mark));
    const waiting = await this.outbox.waiting();
    this.entries = waiting.filter(({ aside, mark }) => aside === true || before.has(mark));
    this.box.hidden = this.entries.length === 0;
    put(part(this.box, "days"), daysOf(this.entries, document.documentElement.lang));
    return this.entries.length > 0;
  }

  private async tryAgain(): Promise<void> {
    await this.outbox.tryAgain().catch(() => undefined); // a device without room
    const left = await this.show().catch(() => true);
    if (!left || this.outbox.standing === "empty") {
      location.reload(); // the page knows of it now
      return;
    }
    this.offer(false);
    part(this.box, "still").hidden = false;
  }

  private async letGo(): Promise<void> {
    await this.outbox.letGo(this.entries);
    this.offer(false);
    await this.show();
  }

  /** Asks whether it is to go for good, or goes back; what is focused then does no harm. */
  private turn(asking: boolean): void {
    this.turned_ms = performance.now();
    this.offer(asking);
    part(this.box, asking ? "keep" : "let-go").focus();
  }

  private offer(asking: boolean): void {
    for (const name of ["sure", "keep", "for-good"]) part(this.box, name).hidden = !asking;
    part(this.box, "let-go").hidden = asking;
    part(this.box, "still").hidden = true;
  }

  private whenMeant(name: string, act: () => void): void {
    part(this.box, name).addEventListener("click", () => {
      if (performance.now() - this.turned_ms >= SOON_MS) act();
    });
  }
}

/** The days on which it was done, in words. */
export function daysOf(entries: readonly Pick<Entry, "body">[], language: string): string {
  const told = entries.map(({ body }) => body as { started?: unknown; date?: unknown } | null);
  const days = new Set(told.map((body) => String(body?.started ?? body?.date).slice(0, 10)));
  const asOnThePages = language === "en" ? "en-GB" : language; // 20 November
  const format = new Intl.DateTimeFormat(asOnThePages, { day: "numeric", month: "long", timeZone: "UTC" });
  return [...days]
    .sort()
    .map((day) => new Date(`${day}T00:00Z`))
    .filter((day) => !Number.isNaN(day.getTime()))
    .map((day) => format.format(day))
    .join(", ");
}
