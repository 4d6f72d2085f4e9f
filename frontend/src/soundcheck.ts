/** Ten seconds in the first session on a device: what the voice and the sounds mean. Who says nothing to it is given time to: only
    then it goes on by itself, as for somebody who lies there already. */

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
const PATIENCE_MS = 30_000;
const BUTTONS = ["heard", "no-sound", "again", "without"] as const;

type Button = (typeof BUTTONS)[number];
type Speech = Voice & { available: boolean };

/** Resolves when the runner wants to go on, or has not said so for a while after all was said; gives whether it was said. */
export async function soundCheck(page: HTMLElement, voice: Speech, sounds: Sounds): Promise<boolean> {
  const box = part(page, "check");
  box.hidden = false;
  let answer: Button | null = "again";
  while (answer === "again") {
    answer = await explained(page, voice, sounds);
    if (answer === "no-sound") answer = await helped(page);
  }
  box.hidden = true;
  return answer !== null;
}

/** Says and plays everything and waits, until a button is pressed. */
async function explained(page: HTMLElement, voice: Speech, sounds: Sounds): Promise<Button | null> {
  const over = new AbortController();
  const { signal } = over;
  const answer = await Promise.race([
    pressed(page, ["heard", "no-sound"], signal),
    tell(page, voice, sounds, signal),
  ]);
  over.abort();
  voice.cancel();
  return answer;
}

async function tell(page: HTMLElement, voice: Speech, sounds: Sounds, over: AbortSignal): Promise<null> {
  for (const [id, sound] of STEPS) {
    if (sound === null && !voice.available) continue; // nobody speaks
    if (over.aborted) break;
    const line = words(page, id);
    part(page, "check-line").textContent = line;
    await spoken(voice, line);
    if (sound !== null && !over.aborted) sounds.play(sound);
    await pause(SOUND_MS);
  }
  if (!over.aborted) await pause(PATIENCE_MS);
  return null;
}

/** What to try where nothing is heard. */
function helped(page: HTMLElement): Promise<Button> {
  part(page, "check-line").textContent = words(page, "check-louder");
  return pressed(page, ["again", "without"]);
}

/** Offers these buttons alone; resolves to the one that is pressed. */
function pressed(page: HTMLElement, offered: readonly Button[], signal?: AbortSignal): Promise<Button> {
  for (const name of BUTTONS) part(page, name).hidden = !offered.includes(name);
  return new Promise((resolve) => {
    for (const name of offered) {
      const options = signal === undefined ? { once: true } : { once: true, signal };
      part(page, name).addEventListener("click", () => resolve(name), options);
    }
  });
}

function spoken(voice: Speech, text: string): Promise<void> {
  if (!voice.available) return pause(READ_MS);
  return Promise.race([new Promise<void>((resolve) => voice.speak(text, resolve)), pause(2 * READ_MS)]);
}
