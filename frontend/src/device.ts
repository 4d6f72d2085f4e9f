/** What the device itself offers: a screen that stays on, a battery that runs low, the buttons of the earphones. */

import type { TapKind } from "./types.gen";

const LOW_BATTERY = 0.1;

/** The whole screen, and nothing behind it that could be reached by a key. Fullscreen may be refused; that is fine. */
export function takeOver(root: HTMLElement): void {
  for (const other of document.body.children) {
    if (!other.contains(root) && other instanceof HTMLElement) other.inert = true;
  }
  void root.requestFullscreen?.({ navigationUI: "hide" }).catch(() => undefined);
}

/** Keeps the screen on; the browser lets go when the page is hidden, so ask again when it is back. */
export async function keepAwake(): Promise<void> {
  await navigator.wakeLock?.request("screen").catch(() => undefined);
}

/** Resolves when the page is in sight. */
export function inSight(): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (document.hidden) return;
      document.removeEventListener("visibilitychange", look);
      resolve();
    };
    document.addEventListener("visibilitychange", look);
    look();
  });
}

/** Calls `low` once when the battery falls under a tenth. */
export async function watchBattery(low: () => void): Promise<void> {
  const device = navigator as {
    getBattery?: () => Promise<EventTarget & { level: number; charging: boolean }>;
  };
  const battery = await device.getBattery?.().catch(() => undefined);
  const look = (): void => {
    if (battery === undefined || battery.charging || battery.level >= LOW_BATTERY) return;
    battery.removeEventListener("levelchange", look);
    low();
  };
  battery?.addEventListener("levelchange", look);
  look();
}

const MEDIA_KEYS: readonly (readonly [MediaSessionAction, TapKind])[] = [
  ["pause", "pause"],
  ["play", "go-on"],
  ["nexttrack", "skip"],
];

/** The button of the earphones, where the browser passes it on. */
export function mediaKeys(tap: (tap: TapKind) => void): void {
  for (const [action, kind] of MEDIA_KEYS) navigator.mediaSession?.setActionHandler(action, () => tap(kind));
}
