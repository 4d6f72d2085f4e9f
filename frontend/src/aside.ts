/** On Today: what the server would not have of what was done. It stays on the device until it was taken after all, or let go. */

import { part, put } from "./dom";
import type { Entry, Outbox } from "./outbox";

/** Shows it where the page has a place for it, once everything else was sent. */
export async function tellAside(
  page: ParentNode,
  outbox: Pick<Outbox, "aside" | "tryAgain" | "letGo">,
): Promise<void> {
  const box = page.querySelector<HTMLElement>("[data-aside]");
  if (box === null || !(await shown(box, outbox))) return;
  const [again, letGo, forGood] = (["again", "let-go", "for-good"] as const).map((name) => part(box, name));
  again?.addEventListener("click", async () => {
    await outbox.tryAgain();
    if (await shown(box, outbox)) part(box, "still").hidden = false;
    else location.reload(); // the page knows of it now
  });
  letGo?.addEventListener("click", () => {
    for (const name of ["sure", "for-good"]) part(box, name).hidden = false;
    letGo.hidden = true;
    forGood?.focus();
  });
  forGood?.addEventListener("click", async () => {
    await outbox.letGo();
    await shown(box, outbox);
  });
}

/** Shows the box, if there is something to tell. */
async function shown(box: HTMLElement, outbox: Pick<Outbox, "aside">): Promise<boolean> {
  const entries = await outbox.aside();
  put(part(box, "days"), daysOf(entries, document.documentElement.lang));
  box.hidden = entries.length === 0;
  return entries.length > 0;
}

/** The days on which it was done, in words. */
export function daysOf(entries: readonly Pick<Entry, "body">[], language: string): string {
  const told = entries.map(({ body }) => body as { started?: string; date?: string } | null);
  const days = new Set(told.map((body) => (body?.started ?? body?.date ?? "").slice(0, 10)));
  const format = new Intl.DateTimeFormat(language, { day: "numeric", month: "long", timeZone: "UTC" });
  return [...days]
    .filter((day) => day !== "")
    .sort()
    .map((day) => format.format(new Date(`${day}T00:00Z`)))
    .join(", ");
}
