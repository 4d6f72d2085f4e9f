/** Leads one session: joins camera, workers, screen, voice and outbox. Opened inside the press on Start. */

import { Api, type Figures, SignedOut, type StartRequest } from "./api";
import type { Output, PoseFrame } from "./bridge";
import { Camera } from "./camera";
import { now } from "./clock";
import { mark, part, put, words } from "./dom";
import { Figure } from "./figure";
import { tapOf } from "./keys";
import { CoachLink, joined, PoseLink } from "./links";
import { type Outbox, openOutbox, type Standing } from "./outbox";
import { Overlay } from "./overlay";
import { isPref, read, write } from "./prefs";
import { soundCheck } from "./soundcheck";
import type { Sounds } from "./sounds";
import { type BrowserVoice, Speaker } from "./speech";
import { type Answers, Summary } from "./summary";
import type { Exercise, Screen, Session, SetRecord, Stage, TapKind } from "./types.gen";
import { View } from "./view";

/** What only the press itself could open. */
export interface Unlocked {
  voice: BrowserVoice;
  sounds: Sounds;
}

/** The workers, started before anybody pressed. */
export interface Engines {
  coach: CoachLink;
  pose: PoseLink;
}

export function startEngines(): Engines {
  return { coach: new CoachLink(), pose: new PoseLink() };
}

const SECOND_TAP_MS = 400;
const KEEP_MS = 500;
const FIRST_POSE_MS = 20_000;
const NO_POSE_MS = 3_000;
const LOW_BATTERY = 0.1;
const AT_WORK: readonly Stage[] = ["brief", "place", "gear", "ready", "working", "rest"];

export class Player {
  private readonly view: View;
  private readonly speaker: Speaker;
  private readonly overlay: Overlay;
  private readonly records = new Map<string, SetRecord>();
  private readonly begun_ms = now();
  private figure: Figure | null = null;
  private camera: Camera | null = null;
  private cameraOn = false;
  private session: Session | null = null;
  private screen: Screen | null = null;
  private queue: Promise<void> = Promise.resolve();
  private outbox: Outbox | null = null;
  private zero_ms = 0;
  private posed_ms = 0;
  private tapped_ms = 0;
  private failures = 0;
  private ended = false;
  private wake: WakeLockSentinel | null = null;
  private watchdog: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly root: HTMLElement,
    private readonly unlocked: Unlocked,
    private engines: Engines,
    private readonly api = new Api(),
  ) {
    this.view = new View(root, (tap, value) => this.tap(tap, value));
    this.speaker = new Speaker(unlocked.voice);
    this.overlay = new Overlay(part(root, "overlay"));
  }

  /** Everything from the press to the first screen. */
  async start(request: StartRequest): Promise<void> {
    this.open();
    try {
      const outbox = await this.openOutbox();
      const { session, done, figures } = await this.api.session(request);
      this.prepare(session, figures);
      const kept = await unsent(outbox, session.uuid);
      for (const record of [...done, ...kept]) this.records.set(record.uuid, record);
      const camera = session.source === "camera" ? this.openCamera() : Promise.resolve();
      await this.checkSounds(session);
      await Promise.all([this.startCoach(), camera]);
    } catch (error) {
      this.say(error instanceof SignedOut ? "signed-out" : "no-start");
      mark(this.root, "stage", "failed");
      if (!(error instanceof SignedOut) && !(error instanceof TypeError)) throw error;
    }
  }

  // ---- opening and leaving

  private open(): void {
    this.root.hidden = false;
    for (const other of document.body.children) {
      if (!other.contains(this.root) && other instanceof HTMLElement) other.inert = true;
    }
    void this.root.requestFullscreen?.({ navigationUI: "hide" }).catch(() => undefined);
    mark(this.root, "stage", "loading");
    mark(this.root, "picture", read("picture"));
    put(part(this.root, "caption"), words(this.root, "loading"));
    this.root.focus();
    this.controls();
    void this.keepAwake();
    void this.watchBattery();
  }

  private controls(): void {
    part(this.root, "close").addEventListener("click", () => this.close());
    part(this.root, "settings-open").addEventListener("click", () => this.toggleSettings());
    part(this.root, "settings-done").addEventListener("click", () => this.toggleSettings());
    part(this.root, "settings").addEventListener("change", (event) =>
      this.choose(event.target as HTMLInputElement),
    );
    for (const input of part(this.root, "settings").querySelectorAll("input")) {
      input.checked = isPref(input.name, input.value) && read(input.name) === input.value;
    }
    document.addEventListener("keydown", this.key);
    document.addEventListener("visibilitychange", this.seen);
    const media = navigator.mediaSession;
    media?.setActionHandler("pause", () => this.tap("pause", null));
    media?.setActionHandler("play", () => this.tap("go-on", null));
    media?.setActionHandler("nexttrack", () => this.tap("skip", null));
  }

  /** The cross: in the middle of things it pauses, so that a slip costs nothing; after that it leaves. */
  private close(): void {
    if (!this.ended && this.screen !== null && AT_WORK.includes(this.screen.stage)) this.tap("pause", null);
    else this.leave();
  }

  private leave(): void {
    clearInterval(this.watchdog);
    this.speaker.hush();
    this.camera?.close();
    this.figure?.stop();
    this.engines.coach.close();
    this.engines.pose.close();
    void this.wake?.release();
    location.assign(this.root.dataset["home"] ?? "/");
  }

  private toggleSettings(): void {
    const box = part(this.root, "settings");
    box.hidden = !box.hidden;
    part(this.root, "settings-open").setAttribute("aria-expanded", String(!box.hidden));
    (box.hidden ? part(this.root, "settings-open") : box.querySelector("input"))?.focus();
  }

  private choose(input: HTMLInputElement): void {
    if (!isPref(input.name, input.value)) return;
    write(input.name, input.value as never);
    mark(this.root, "picture", read("picture"));
    this.engines.coach.voice(read("voice"));
    this.speaker.hush();
    this.draw();
  }

  // ---- session, coach, camera

  private async openOutbox(): Promise<Outbox> {
    this.outbox = await openOutbox(this.api, (standing) => this.standing(standing));
    await Promise.race([this.outbox.flush(), pause(KEEP_MS * 4)]);
    return this.outbox;
  }

  private prepare(session: Session, figures: Figures): void {
    this.session = session;
    this.figure = new Figure(part(this.root, "figure"), figures);
    const listen = (available: boolean): void => this.tell("no-voice", !available);
    listen(this.unlocked.voice.available);
  }

  private async checkSounds(session: Session): Promise<void> {
    if (!session.first || read("sounds_known") === "yes" || read("voice") === "silent") return;
    await soundCheck(this.root, this.unlocked.voice, this.unlocked.sounds);
    write("sounds_known", "yes");
  }

  private async startCoach(): Promise<void> {
    const { coach, pose } = this.engines;
    coach.events = {
      outputs: (outputs) => this.later(() => this.take(outputs)),
      failed: () => this.later(() => this.restartCoach()),
    };
    pose.events = { pose: (frame) => this.posed(frame), failed: () => this.restartPose() };
    joined(pose, coach);
    await coach.ready;
    const session = this.session;
    if (session === null) return;
    this.zero_ms = now();
    coach.start(
      { session, done: [...this.records.values()], now: localTime(), voice: read("voice") },
      this.zero_ms,
    );
    if (session.source !== "camera") return;
    this.posed_ms = now() + FIRST_POSE_MS - NO_POSE_MS;
    this.watchdog = setInterval(() => this.watch(), NO_POSE_MS / 3);
  }

  /** The coach broke down: a fresh one goes on after the last finished set; twice is once too often. */
  private async restartCoach(): Promise<void> {
    this.failures += 1;
    this.engines.coach.close();
    clearInterval(this.watchdog);
    if (this.failures > 2) {
      this.say("broken");
      mark(this.root, "stage", "failed");
      return;
    }
    this.engines = { ...this.engines, coach: new CoachLink() };
    await this.startCoach();
  }

  private restartPose(): void {
    this.cameraIs(false);
    this.failures += 1;
    this.engines.pose.close();
    if (this.failures > 2) return;
    const pose = new PoseLink();
    this.engines = { ...this.engines, pose };
    pose.events = { pose: (frame) => this.posed(frame), failed: () => this.restartPose() };
    joined(pose, this.engines.coach);
  }

  private async openCamera(): Promise<void> {
    const video = part<HTMLVideoElement>(this.root, "video");
    put(part(this.root, "caption"), words(this.root, "camera-soon"));
    this.camera = new Camera(video, {
      came: (on) => {
        if (!on) this.cameraIs(false);
      },
      picture: (captured_ms) => this.engines.pose.offer(video, captured_ms),
    });
    await this.camera.open();
  }

  /** The picture came to a point: the camera is there for the coach from the first analysed picture on. */
  private posed(frame: PoseFrame): void {
    this.posed_ms = now();
    if (!this.cameraOn) {
      mark(this.root, "cameraS", ((frame.captured_ms - this.zero_ms) / 1000).toFixed(3));
      this.cameraIs(true);
    }
    if (this.root.dataset["look"] === "picture" && read("picture") !== "none")
      this.overlay.draw(frame, this.screen?.side);
    if (frame.points !== null) this.figure?.turnLike(mirroredXs(frame.points));
  }

  private watch(): void {
    if (now() - this.posed_ms > NO_POSE_MS && !document.hidden) this.cameraIs(false);
  }

  private noCamera = false;

  private cameraIs(on: boolean): void {
    if (on === this.cameraOn && on !== this.noCamera) return;
    this.cameraOn = on;
    this.noCamera = !on;
    this.engines.coach.camera(on);
    this.draw();
  }

  // ---- what the coach puts out

  private later(work: () => void | Promise<void>): void {
    this.queue = this.queue.then(work).catch((error: unknown) => {
      this.say("broken");
      throw error;
    });
  }

  /** A finished set is kept before anybody hears or sees that it is finished. */
  private async take(outputs: Output[]): Promise<void> {
    for (const output of outputs) {
      if (output.kind === "set") await this.keepSet(output.record);
    }
    for (const output of outputs) {
      this.obey(output);
      this.root.dispatchEvent(new CustomEvent("hamstride:output", { detail: output }));
    }
    this.utter(outputs);
  }

  private obey(output: Output): void {
    if (output.kind === "screen") {
      this.screen = output;
      this.draw();
    } else if (output.kind === "progress") void this.keepSet(output.record);
    else if (output.kind === "sound") this.unlocked.sounds.play(output.sound);
    else if (output.kind === "pain") void this.pain(output);
    else if (output.kind === "ended") void this.end(output.complete);
  }

  private draw(): void {
    if (this.screen === null) return;
    const picture = this.cameraOn && read("picture") !== "none";
    this.view.render(this.screen, picture);
    mark(this.root, "figure", this.figure?.follow(this.screen, this.tempo(this.screen.exercise)));
  }

  private tempo(exercise: string | undefined): Exercise["dose"]["tempo"] | undefined {
    return (this.session?.declarations[exercise ?? ""] as Exercise | undefined)?.dose.tempo;
  }

  /** Our voice, or the runner's screen reader: in work it gets the numbers alone. */
  private utter(outputs: Output[]): void {
    const said = outputs.filter((output) => output.kind === "say");
    if (read("speaker") === "hamstride") {
      this.speaker.moment(said);
      return;
    }
    const heard = said.filter(({ number }) => number || this.screen?.stage !== "working");
    if (heard.length > 0) part(this.root, "live").textContent = heard.map(({ text }) => text).join(" ");
  }

  private async keepSet(record: SetRecord): Promise<void> {
    this.records.set(record.uuid, record);
    const key = `1 ${record.session} ${String(record.index).padStart(3, "0")} ${record.uuid}`;
    const kept = this.outbox?.keep({ key, method: "PUT", path: `/sets/${record.uuid}`, body: record });
    await Promise.race([kept, pause(KEEP_MS)]);
  }

  private async pain({ exercise, side, place, score }: Output & { kind: "pain" }): Promise<void> {
    const body = { uuid: crypto.randomUUID(), session: this.session?.uuid, exercise, side, place, score };
    try {
      const answer = await this.api.send("POST", "/pain", body);
      const { lines, then } = (await answer.json()) as { lines: string[]; then: string };
      part(this.root, "pain-lines").replaceChildren(...lines.map(line));
      if (then === "end") this.engines.coach.tap("enough-today", null);
      else if (then === "leave-exercise") this.engines.coach.tap("enough-exercise", null);
    } catch {
      await this.outbox?.keep({ key: `2 ${body.uuid}`, method: "POST", path: "/pain", body });
    }
  }

  private async end(complete: boolean): Promise<void> {
    this.ended = true;
    clearInterval(this.watchdog);
    this.camera?.close();
    const keep = (answers: Answers): Promise<void> => this.keepEnd(complete, answers);
    await keep({ effort: null, hurt: null, answers: {} });
    const session = this.session;
    if (session === null) return;
    const summary = new Summary(this.root, session, {
      corrected: (record) => void this.keepSet(record),
      answered: (answers) => void keep(answers),
      left: () => this.leave(),
    });
    const minutes = Math.max(1, Math.round((now() - this.begun_ms) / 60_000));
    summary.show([...this.records.values()], this.screen?.lines ?? [], minutes);
    mark(this.root, "stage", "summary");
    this.root.focus();
  }

  private async keepEnd(complete: boolean, answers: Answers): Promise<void> {
    const uuid = this.session?.uuid ?? "";
    const body = { complete, ...answers };
    await this.outbox?.keep({ key: `3 ${uuid}`, method: "PUT", path: `/sessions/${uuid}/end`, body });
  }

  // ---- what the runner does

  private tap(tap: TapKind, value: string | number | null): void {
    const at = performance.now();
    if (at - this.tapped_ms < SECOND_TAP_MS) return;
    this.tapped_ms = at;
    if (tap === "hurts") this.speaker.hush();
    this.engines.coach.tap(tap, value);
  }

  private readonly key = (event: KeyboardEvent): void => {
    if (this.ended || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.key === "Escape" && !part(this.root, "settings").hidden) {
      this.toggleSettings();
      return;
    }
    const target = event.target as HTMLElement;
    if (target instanceof HTMLInputElement) return;
    const tap = tapOf(event.key, this.screen?.stage ?? null, target instanceof HTMLButtonElement);
    if (tap === null) return;
    event.preventDefault();
    this.tap(tap, null);
  };

  /** Hidden (a call, another tab, the lock): the session waits, and asks when the runner is back. */
  private readonly seen = (): void => {
    if (this.ended) return;
    if (!document.hidden) {
      this.posed_ms = now();
      void this.keepAwake();
      void this.outbox?.flush();
    } else if (this.screen !== null && AT_WORK.includes(this.screen.stage))
      this.engines.coach.tap("pause", "hidden");
  };

  // ---- the device

  private async keepAwake(): Promise<void> {
    this.wake = (await navigator.wakeLock?.request("screen").catch(() => null)) ?? null;
  }

  private async watchBattery(): Promise<void> {
    const device = navigator as {
      getBattery?: () => Promise<EventTarget & { level: number; charging: boolean }>;
    };
    const battery = await device.getBattery?.().catch(() => undefined);
    if (battery === undefined) return;
    let told = false;
    battery.addEventListener("levelchange", () => {
      if (told || battery.charging || battery.level >= LOW_BATTERY || this.zero_ms === 0) return;
      told = true;
      this.engines.coach.battery();
    });
  }

  private standing(standing: Standing): void {
    this.tell("signed-out", standing === "signed-out");
    mark(this.root, "outbox", standing);
  }

  /** A grey line that stands as long as it is true. */
  private tell(id: string, on: boolean): void {
    const notices = part(this.root, "notices");
    const shown = notices.querySelector(`[data-notice="${id}"]`);
    if (on === (shown !== null)) return;
    if (shown !== null) {
      shown.remove();
      return;
    }
    const made = line(words(this.root, id));
    made.dataset["notice"] = id;
    notices.append(made);
  }

  private say(id: string): void {
    put(part(this.root, "caption"), words(this.root, id));
  }
}

/** Opens the player and leads a session; to be called inside the press on Start. */
export function start(
  root: HTMLElement,
  request: StartRequest,
  unlocked: Unlocked,
  engines: Engines,
): Promise<void> {
  return new Player(root, unlocked, engines).start(request);
}

/** Shows one screen without a session. */
export function show(root: HTMLElement, screen: Screen, cameraOn = false, figures: Figures = {}): void {
  root.hidden = false;
  new View(root, () => undefined).render(screen, cameraOn);
  mark(root, "figure", new Figure(part(root, "figure"), figures).follow(screen, undefined));
}

async function unsent(outbox: Outbox, session: string): Promise<SetRecord[]> {
  const bodies = (await outbox.waiting()).map((entry) => entry.body as Partial<SetRecord>);
  return bodies.filter(
    (body): body is SetRecord => body.format === "hamstride-set/1" && body.session === session,
  );
}

function mirroredXs(points: Float32Array): number[] {
  return Array.from({ length: points.length / 4 }, (_, i) => -(points[4 * i] ?? 0));
}

function line(text: string): HTMLParagraphElement {
  const made = document.createElement("p");
  made.textContent = text;
  return made;
}

/** The runner's local date and time, without a zone. */
function localTime(at = new Date()): string {
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
