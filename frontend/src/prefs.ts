/** What the runner chose for this device; kept in the browser, never sent. */

import type { Voice } from "./types.gen";

export interface Prefs {
  voice: Voice;
  /** Who speaks: we, or the runner's screen reader. */
  speaker: "hamstride" | "reader";
  /** What the preview shows. */
  picture: "me" | "stick" | "none";
  /** The sounds were explained once. */
  sounds_known: "yes" | "no";
}

const DEFAULTS: Prefs = { voice: "everything", speaker: "hamstride", picture: "me", sounds_known: "no" };
const ALLOWED: { [K in keyof Prefs]: readonly Prefs[K][] } = {
  voice: ["everything", "numbers", "sounds", "silent"],
  speaker: ["hamstride", "reader"],
  picture: ["me", "stick", "none"],
  sounds_known: ["yes", "no"],
};

export function read<K extends keyof Prefs>(name: K): Prefs[K] {
  const kept = storage()?.getItem(`hamstride.${name}`) as Prefs[K] | null | undefined;
  return kept != null && ALLOWED[name].includes(kept) ? kept : DEFAULTS[name];
}

export function write<K extends keyof Prefs>(name: K, value: Prefs[K]): void {
  storage()?.setItem(`hamstride.${name}`, value);
}

/** Is this a choice that can be kept under `name`? */
export function isPref(name: string, value: string): name is keyof Prefs {
  return Object.hasOwn(ALLOWED, name) && (ALLOWED[name as keyof Prefs] as readonly string[]).includes(value);
}

function storage(): Storage | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null; // blocked by the browser: the defaults serve
  }
}
