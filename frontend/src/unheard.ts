/** Who hears no words reads them: what such a runner has to know before lying down. */

import type { Prefs } from "./prefs";
import type { Exercise, Session } from "./types.gen";

const WORDLESS: readonly Prefs["voice"][] = ["sounds", "silent"];

/** Whether ours is to speak and this device has no voice for it. */
export function voiceless(speaker: Prefs["speaker"], available: boolean): boolean {
  return speaker === "hamstride" && !available;
}

/** Whether the screen alone tells how far a set has got. */
export function unheard({ voice, speaker }: Pick<Prefs, "voice" | "speaker">, available: boolean): boolean {
  return WORDLESS.includes(voice) || voiceless(speaker, available);
}

/** Whether a session leads to where the screen cannot be seen without turning the head. */
export function liesFaceDown({ declarations }: Pick<Session, "declarations">): boolean {
  return Object.values(declarations).some((exercise) => (exercise as Exercise).position === "prone");
}
