/** On every page: what can start a session, and getting its large files before they are needed. */

import type { StartRequest } from "./api";
import { openOutbox } from "./outbox";
import type { Engines, Unlocked } from "./player";
import { Sounds } from "./sounds";
import { BrowserVoice } from "./speech";

type PlayerModule = typeof import("./player");

const BUILT = new URL(".", import.meta.url).href;
const STARTS = "[data-start-routine], [data-start-exercise], [data-resume]";
const LARGE_FILES = [
  "pose.worker.js",
  "coach.worker.js",
  "engine.zip",
  "pyodide/pyodide.mjs",
  "pyodide/pyodide.asm.mjs",
  "pyodide/pyodide-lock.json",
  "pyodide/python_stdlib.zip",
  "pyodide/pyodide.asm.wasm",
  "vision/vision_wasm_module_internal.js",
  "vision/vision_wasm_module_internal.wasm",
  "models/pose_landmarker_full.task",
];

let module: Promise<PlayerModule> | null = null;
let engines: Engines | null = null;
let voice: BrowserVoice | null = null;

/** What a button asks for. */
export function requestOf(data: DOMStringMap): StartRequest {
  if (data["resume"] !== undefined) return { resume: data["resume"] };
  const source = data["startSource"] === undefined ? {} : { source: data["startSource"] };
  if (data["startExercise"] !== undefined) return { exercise: data["startExercise"], ...source };
  const shorter = data["startShorter"] === undefined ? {} : { shorter: true };
  return { routine: data["startRoutine"] ?? "", ...shorter, ...source };
}

/** The press: what the browser allows only now is opened at once, then the player takes over. */
function pressed(event: Event): void {
  const button = (event.target as Element | null)?.closest<HTMLElement>(STARTS);
  const root = document.getElementById("player");
  if (button == null || root === null || !root.hidden) return;
  event.preventDefault();
  const unlocked = unlock(root.lang || document.documentElement.lang);
  void load().then((player) => player.start(root, requestOf(button.dataset), unlocked, warm(player)));
}

function unlock(language: string): Unlocked {
  const spoken = voiceOf(language);
  const sounds = new Sounds(new AudioContext());
  spoken.unlock();
  sounds.unlock();
  return { voice: spoken, sounds };
}

function voiceOf(language: string): BrowserVoice {
  voice ??= new BrowserVoice((language || "en").slice(0, 2), () => undefined);
  return voice;
}

function load(): Promise<PlayerModule> {
  module ??= import("./player");
  return module;
}

function warm(player: PlayerModule): Engines {
  engines ??= player.startEngines();
  return engines;
}

/** Brings the large files into the browser's cache, with a thin bar that shows how much is there. */
async function prefetch(place: Element): Promise<void> {
  const bar = document.createElement("progress");
  bar.ariaHidden = "true";
  bar.max = LARGE_FILES.length;
  place.append(bar);
  for (const [i, file] of LARGE_FILES.entries()) {
    await fetch(BUILT + file).then((answer) => answer.arrayBuffer());
    bar.value = i + 1;
  }
  bar.remove();
}

function idle(work: () => void): void {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(work, { timeout: 1500 });
  else setTimeout(work, 500); // Safari
}

function ready(): void {
  document.addEventListener("click", pressed);
  const place = document.querySelector("[data-prefetch]");
  if (place !== null) idle(() => void prefetch(place).catch(() => undefined));
  void openOutbox().then((outbox) => outbox.flush());
  if (document.querySelector(STARTS) === null) return;
  voiceOf(document.documentElement.lang);
  idle(() => void load().then(warm));
}

if (typeof document !== "undefined") ready();
