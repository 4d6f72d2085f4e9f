/** Every player action has a key. */

import type { Stage, TapKind } from "./types.gen";

const KEYS: Record<string, TapKind> = {
  ArrowUp: "plus",
  ArrowRight: "plus",
  ArrowDown: "minus",
  ArrowLeft: "minus",
  s: "skip",
  h: "hurts",
};
const WAITING: readonly Stage[] = ["paused", "stopped", "cramp"];

/** The tap that a key stands for, if any. The space bar pauses and goes on, unless it presses the button in focus. */
export function tapOf(key: string, stage: Stage | null, onControl: boolean): TapKind | null {
  if (key === " ") {
    if (onControl) return null;
    return stage !== null && WAITING.includes(stage) ? "go-on" : "pause";
  }
  return KEYS[key.length === 1 ? key.toLowerCase() : key] ?? null;
}
