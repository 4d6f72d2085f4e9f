/** Every player action has a key. */

import type { Screen, TapKind } from "./types.gen";

const KEYS: Record<string, TapKind> = {
  ArrowUp: "plus",
  ArrowRight: "plus",
  ArrowDown: "minus",
  ArrowLeft: "minus",
  s: "skip",
  h: "hurts",
  MediaTrackNext: "skip",
};
/** Pause, or go on where something waits: the space bar, and the play key of keyboards and earphones. */
const PAUSE = [" ", "MediaPlayPause"];
const WAITING: readonly Screen["stage"][] = ["paused", "stopped", "cramp"];

/** The tap that a key stands for, if any. The space bar pauses and goes on, unless it presses the button in focus; Enter
 * counts one where the runner counts, with the same exception. In a set `anyKey` pauses that stands for nothing else. */
export function tapOf(
  key: string,
  screen: Screen | null,
  onControl: boolean,
  anyKey = false,
): TapKind | null {
  if (PAUSE.includes(key)) {
    if (onControl && key === " ") return null;
    return screen !== null && waits(screen) ? "go-on" : "pause";
  }
  if (key === "Enter" && !onControl && screen?.choices.some(({ tap }) => tap === "count")) return "count";
  const found = KEYS[key.length === 1 ? key.toLowerCase() : key];
  const pauses = anyKey && key.length === 1 && !onControl && screen?.stage === "working";
  return found ?? (pauses ? "pause" : null);
}

/** Whether a touch of the number or the picture pauses. Not where the runner counts by pressing, and might mean one more; nor
 * where the phone is in somebody's hand because it does not see them. */
export function touchPauses({ stage, choices, seeing }: Screen): boolean {
  return stage === "working" && seeing !== false && !choices.some(({ tap }) => tap === "count");
}

function waits({ stage, choices }: Screen): boolean {
  return WAITING.includes(stage) || choices.some(({ tap, main }) => tap === "go-on" && main === true);
}
