/** On every page: what can start a session, and getting its large files before they are needed. */

import type { StartRequest } from "./api";
import { tellAside } from "./aside";
import { showCopyButtons } from "./copy";
import { part } from "./dom";
import { showFailure, showLoading } from "./door";
import { fillStandIn, keepReady, keepSessions, setUp } from "./offline";
import { openOutbox } from "./outbox";
import type { Engines, Unlocked } from "./player";
import { Sounds } from "./sounds";
import { BrowserVoice } from "./speech";

type PlayerModule = typeof import("./player");

/** The settings: another language may have been chosen there a moment ago. */
const KEEPS_SESSIONS = "[data-keeps-sessions]";
const STARTS = "[data-start-routine], [data-start-exercise], [data-resume]";
let module: Promise<PlayerModule> | null = null;
let engines: Engines | null = null;
let voice: BrowserVoice | null = null;

/** What a button asks for. */
export function requestOf(data: DOMStringMap): StartRequest {
  if (data["resume"] !== undefined) return { resume: data["resume"] };
  const source = data["startSource"] === undefined ? {} : { source: data["startSource"] };
  const variant = data["startVariant"] === undefined ? {} : { variant: data["startVariant"] };
  const trial = data["startTrial"] === undefined ? {} : { trial: true };
  if (data["startExercise"] !== undefined)
    return { exercise: data["startExercise"], ...variant, ...trial, ...source };
  const shorter = data["startShorter"] === undefined ? {} : { shorter: true };
  const longer = data["startLonger"] === undefined ? {} : { longer: true };
  return { routine: data["startRoutine"] ?? "", ...shorter, ...longer, ...source };
}

/** The press: what the browser allows only now is opened at once, then the player takes over. */
function pressed(event: Event): void {
  const button = (event.target as Element | null)?.closest<HTMLElement>(STARTS);
  const root = document.getElementById("player");
  if (button == null || root === null) return;
  event.preventDefault();
  if (!root.hidden) return; // pressed twice
  showLoading(root);
  void lead(root, requestOf(button.dataset), unlock(root.lang || document.documentElement.lang));
}

/** Until the player is here the cross only shuts its page again. */
async function lead(root: HTMLElement, request: StartRequest, unlocked: Unlocked): Promise<void> {
  const waiting = new AbortController();
  const { signal } = waiting;
  const shut = (): void => {
    root.hidden = true;
    waiting.abort();
  };
  const again = (): void => {
    waiting.abort();
    showLoading(root);
    void lead(root, request, unlocked);
  };
  part(root, "close").addEventListener("click", shut, { signal });
  const player = await load().catch(() => null);
  if (signal.aborted) return;
  if (player === null) return showFailure(root, "no-start", again, shut);
  waiting.abort();
  await player.start(root, request, unlocked, warm(player));
}

function unlock(language: string): Unlocked {
  const spoken = voiceOf(language);
  const sounds = new Sounds(new AudioContext());
  spoken.unlock();
  sounds.unlock();
  return { voice: spoken, sounds };
}

function voiceOf(language: string): BrowserVoice {
  voice ??= new BrowserVoice((language || "en").slice(0, 2));
  return voice;
}

function load(): Promise<PlayerModule> {
  module ??= fetched();
  return module;
}

async function fetched(): Promise<PlayerModule> {
  try {
    await setUp(); // all its parts are to be of one day
    return await import("./player");
  } catch (error) {
    module = null; // it may come the next time
    throw error;
  }
}

function warm(player: PlayerModule): Engines {
  engines ??= player.startEngines();
  return engines;
}

function idle(work: () => void): void {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(work, { timeout: 1500 });
  else setTimeout(work, 500); // Safari
}

function ready(): void {
  document.addEventListener("click", pressed);
  const standIn = document.querySelector<HTMLElement>("[data-offline-page]");
  if (standIn !== null) void fillStandIn(standIn).then(begin);
  else begin();
}

function begin(): void {
  showCopyButtons(document);
  if (document.querySelector("[data-demonstration]") !== null)
    void import("./demonstrations").then(({ showDemonstrations }) => showDemonstrations(document));
  const sent = openOutbox().then(async (outbox) => {
    await outbox.flush().catch(() => undefined);
    return outbox;
  });
  void sent.then((outbox) => tellAside(document, outbox));
  idle(() => void keepReady().catch(() => undefined));
  if (document.querySelector(`${STARTS}, ${KEEPS_SESSIONS}`) !== null)
    idle(() => void keepSessions(sent).catch(() => undefined));
  if (document.querySelector(STARTS) === null) return;
  voiceOf(document.documentElement.lang);
  idle(() => void load().then(warm, () => undefined)); // told where it is pressed
}

if (typeof document !== "undefined") ready();
