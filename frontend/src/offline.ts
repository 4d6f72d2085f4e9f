/** On every page: sets the service worker up, brings what a session needs onto this device, and says how much is there. */

import { cacheOf, LIST, type Listed, STAMP, STAND_IN } from "./addresses";
import { Api } from "./api";
import { pause } from "./clock";
import { button, mark, put, words } from "./dom";
import type { ForLater, KeptSession } from "./kept";
import { all, keepForLater } from "./kept";

/** Held while a session is going on: the parts of the player stay as they are until it is over. */
const SESSION_LOCK = "hamstride-session";
const MB = 1_000_000;
const PATIENCE_MS = 4000;
const ASKED_AGAIN_MS = 5000;

/** How much of what a session needs is on this device. `null`: this browser keeps nothing here. */
export interface Standing {
  have: number;
  of: number;
}

let worker: Promise<boolean> | null = null;

/** Sets the service worker up, once a page. Resolves to whether there is one and it is of today. */
export function setUp(): Promise<boolean> {
  worker ??= settled().catch(() => false); // behind a certificate that was clicked through, or switched off
  return worker;
}

/** Brings everything here, in the background, where the worker is of the server's stamp. */
export async function keepReady(): Promise<void> {
  const show = shower();
  if (!(await setUp())) {
    show(null);
    return;
  }
  const { stamp, files } = (await (await fetch(LIST, { cache: "no-store" })).json()) as Listed;
  const mine = await (await fetch(STAMP)).text();
  if (mine !== stamp) return;
  const cache = await caches.open(cacheOf(stamp));
  await speakAlike(cache);
  if (!sparing()) await fill(cache, files, show);
}

/** Whether the device asks for little to be fetched: then the parts come when they are used. */
function sparing(): boolean {
  return (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;
}

/** Runs `session` while nothing of the player is exchanged. */
export function undisturbed(session: Promise<unknown>): void {
  void navigator.locks?.request(SESSION_LOCK, { mode: "shared" }, () => session);
}

/** Asks the server for a session of each routine, to be led when it does not answer. What was done since is `sent` before, for
 * what follows from a pain hangs on those before it. */
export async function keepSessions(sent: Promise<unknown>): Promise<void> {
  await sent;
  const answer = await new Api().send("GET", "/offline");
  await keepForLater((await answer.json()) as ForLater);
}

/** The page that stands in: a button for every session that is kept. */
export async function fillStandIn(root: HTMLElement): Promise<void> {
  const place = root.querySelector<HTMLElement>("[data-part=kept]");
  if (place === null) return;
  const kept = await all().catch((): KeptSession[] => []);
  place.replaceChildren(...kept.map((each) => starter(place, each)));
  const nothing = root.querySelector<HTMLElement>("[data-part=nothing]");
  if (nothing !== null) nothing.hidden = kept.length > 0;
  root.querySelector("[data-part=retry]")?.setAttribute("href", location.pathname + location.search);
}

function starter(place: HTMLElement, kept: KeptSession): HTMLElement {
  const { key, title, session } = kept;
  const said = key === session.routine ? title : words(place, "go-on", { what: title });
  const made = button(said, () => undefined, "go");
  Object.assign(made.dataset, starts(kept));
  return made;
}

/** What its button says to the page: which session it starts, in the length that Today would lead. */
export function starts({ key, session, lead_shorter }: KeptSession): DOMStringMap {
  if (key !== session.routine) return { resume: session.uuid };
  return { startRoutine: session.routine, ...(lead_shorter === true ? { startShorter: "" } : {}) };
}

async function settled(): Promise<boolean> {
  const container = navigator.serviceWorker;
  if (container === undefined) return false;
  const first = container.controller === null;
  const changed = new Promise<void>((resolve) => {
    container.addEventListener("controllerchange", () => resolve(), { once: true });
  });
  const registration = await container.register("/sw.js", { updateViaCache: "none" });
  if (!first) await registration.update().catch(() => undefined); // no connection: the one that is here will do
  const coming = registration.installing ?? registration.waiting;
  if (coming !== null) takeOver(coming);
  if (first || coming !== null) await Promise.race([changed, pause(PATIENCE_MS)]);
  return container.controller !== null;
}

/** A new worker takes over once it is there and no session is going on in any tab: it is asked again until then. */
function takeOver(coming: ServiceWorker): void {
  const ask = (): void => {
    if (coming.state !== "installed") return;
    void navigator.locks?.request(SESSION_LOCK, { ifAvailable: true }, async (free) => {
      if (free === null) setTimeout(ask, ASKED_AGAIN_MS);
      else coming.postMessage("take-over");
    });
  };
  coming.addEventListener("statechange", ask);
  ask();
}

/** Fetches what is not kept yet; the worker keeps it on the way. */
async function fill(
  cache: Cache,
  files: Listed["files"],
  show: (standing: Standing | null) => void,
): Promise<void> {
  const of = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let have = 0;
  for (const { url, bytes } of files) {
    if (!(await cache.match(url, { ignoreVary: true }))) {
      show({ have, of });
      await (await fetch(url)).arrayBuffer();
      if (!(await cache.match(url, { ignoreVary: true }))) continue; // no room on this device
    }
    have += bytes;
  }
  show({ have, of });
}

/** The page that stands in speaks the language of all the others, also when another was chosen since. */
async function speakAlike(cache: Cache): Promise<void> {
  const kept = await cache.match(STAND_IN, { ignoreVary: true });
  const html = (await kept?.text()) ?? "";
  const { lang } = document.documentElement;
  if (html.includes(`<html lang="${lang}"`)) return;
  const answer = await fetch(`${STAND_IN}?language=${lang}`);
  if (!answer.ok) return;
  await cache.delete(STAND_IN, { ignoreVary: true }); // else both would be kept, and the first is found
  await cache.put(STAND_IN, answer);
}

/** Shows the standing wherever this page has a place for it. */
function shower(): (standing: Standing | null) => void {
  const bars = [...document.querySelectorAll<HTMLProgressElement>("progress[data-prefetch]")];
  const lines = [...document.querySelectorAll<HTMLElement>("[data-offline-standing]")];
  return (standing) => {
    const whole = standing !== null && standing.have >= standing.of;
    mark(document.documentElement, "offline", whole ? "ready" : standing === null ? "none" : "part");
    for (const bar of bars) {
      bar.hidden = standing === null || whole;
      bar.max = standing?.of ?? 1;
      bar.value = standing?.have ?? 0;
    }
    for (const line of lines) put(line, said(line, standing, whole));
  };
}

function said(line: HTMLElement, standing: Standing | null, whole: boolean): string {
  if (standing === null) return words(line, "none");
  const [have, mb] = [Math.floor(standing.have / MB), Math.ceil(standing.of / MB)];
  return whole ? words(line, "ready", { mb }) : words(line, "part", { have, mb });
}
