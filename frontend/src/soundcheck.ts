/** Ten seconds in the very first session: what the voice and the sounds mean. Goes on by itself. */

import { pause } from "./clock";
import { part, words } from "./dom";
import type { Sounds } from "./sounds";
import type { Voice } from "./speech";
import type { SoundKind } from "./types.gen";

const STEPS: readonly (readonly [string, SoundKind | null])[] = [
  ["check-hear", null],
  ["check-click", "click"],
  ["check-tick", "tick"],
  ["check-look", "look"],
];
const SOUND_MS = 900;
const READ_MS = 1600;

/** Resolves when all was said or a button was pressed. */
export async function soundCheck(
  page: HTMLElement,
  voice: Voice & { available: boolean },
  sounds: Sounds,
): Promise<void> {
  const box = part(page, "check");
  const line = part(page, "check-line");
  let over = false;
  const pressed = new Promise<void>((resolve) => {
    for (const name of ["heard", "no-sound"])
      part(page, name).addEventListener("click", () => resolve(), { once: true });
  }).then(() => {
    over = true;
  });
  box.hidden = false;
  const told = (async () => {
    for (const [id, sound] of STEPS) {
      if (over) return;
      line.textContent = words(page, id);
      await spoken(voice, line.textContent);
      if (sound !== null && !over) sounds.play(sound);
      await pause(SOUND_MS);
    }
  })();
  await Promise.race([pressed, told]);
  voice.cancel();
  box.hidden = true;
}

function spoken(voice: Voice & { available: boolean }, text: string): Promise<void> {
  if (!voice.available) return pause(READ_MS);
  return Promise.race([new Promise<void>((resolve) => voice.speak(text, resolve)), pause(2 * READ_MS)]);
}
