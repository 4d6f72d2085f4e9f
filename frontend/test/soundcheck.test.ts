import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { soundCheck } from "../src/soundcheck";
import type { Sounds } from "../src/sounds";

const SILENT = { available: false, speak: () => undefined, cancel: () => undefined };
const ALL_MS = 3 * (1600 + 900); // no voice: three lines to read, each with its sound

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** The panel, and what becomes of it. */
function asked(): { press: (name: string) => void; box: { hidden: boolean }; answers: boolean[] } {
  const parts = new Map<string, EventTarget & { hidden: boolean; textContent: string }>();
  const part = (name: string) => {
    const found = parts.get(name) ?? Object.assign(new EventTarget(), { hidden: true, textContent: "" });
    parts.set(name, found);
    return found;
  };
  const page = {
    querySelector: (selector: string) => part(selector.slice('[data-part="'.length, -2)),
    getAttribute: (name: string) => name,
  } as unknown as HTMLElement;
  const sounds = { play: () => undefined } as unknown as Sounds;
  const answers: boolean[] = [];
  void soundCheck(page, SILENT, sounds).then((said) => answers.push(said));
  return { press: (name) => void part(name).dispatchEvent(new Event("click")), box: part("check"), answers };
}

test("who waits to hear all has time to say that there was no sound", async () => {
  const { press, box, answers } = asked();
  await vi.advanceTimersByTimeAsync(ALL_MS + 25_000);
  expect(box.hidden).toBe(false);
  press("no-sound");
  await vi.advanceTimersByTimeAsync(120_000);
  expect([box.hidden, answers]).toEqual([false, []]); // what to try is read in peace
  press("without");
  await vi.advanceTimersByTimeAsync(0);
  expect([box.hidden, answers]).toEqual([true, [true]]);
});

test("for a runner who cannot reach the device it goes on by itself", async () => {
  const { box, answers } = asked();
  await vi.advanceTimersByTimeAsync(ALL_MS + 35_000);
  expect([box.hidden, answers]).toEqual([true, [false]]);
});
