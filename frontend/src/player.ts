/** Leads one session: joins the workers, screen, voice and outbox. Opened inside the press on Start. */

import { Api, type Figures, Refused, type SessionAnswer, SignedOut, type StartRequest } from "./api";
import { Back } from "./back";
import { willAsk } from "./camera";
import { localTime, now, pause, Stopwatch } from "./clock";
import { inSight, keepAwake, mediaKeys, takeOver, watchBattery } from "./device";
import { mark, part, put, words } from "./dom";
import { showFailure, showLoading } from "./door";
import { Figure } from "./figure";
import { Hurting } from "./hurting";
import { Keeper, sessionFor } from "./keeper";
import { tapOf, touchPauses } from "./keys";
import { CoachLink, NoCoach, PoseLink } from "./links";
import { Notices } from "./notices";
import { undisturbed } from "./offline";
import { type Outbox, openOutbox, type Standing } from "./outbox";
import { Panel } from "./panel";
import { read, write } from "./prefs";
import { Row } from "./row";
import { COACH } from "./rules.gen";
import { Sight } from "./sight";
import { soundCheck } from "./soundcheck";
import type { Sounds } from "./sounds";
import { type BrowserVoice, Speaker } from "./speech";
import { Summary, testIn } from "./summary";
import type {
  Exercise,
  Output,
  PainReported,
  Screen,
  Session,
  SessionEnded,
  SetRecord,
  Stage,
  TapKind,
  Tempo,
} from "./types.gen";
import { liesFaceDown, unheard, voiceless } from "./unheard";
import { ASKING, isStop, View } from "./view";
import { Ways } from "./ways";

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

const SECOND_TAP_MS = COACH.SECOND_TAP_S * 1000;
const TOLD = [SignedOut, Refused, NoCoach, TypeError]; // why nothing may start; all else is a fault of ours
const KEEP_MS = 500;
const FLUSH_MS = 2000;
const READ_MS = 2000;
const MOST_ASKED_MS = 20_000;
const MOST_FAILURES = 2;
/** What can be touched without looking. */
const LARGE = ".player-count, .player-picture";
const AT_WORK: readonly Stage[] = ["brief", "place", "gear", "ready", "working", "rest"];
/** Stages in which nothing goes on until the runner does. */
const STANDING: readonly Stage[] = ["paused", "stopped", "cramp", "pain"];

export class Player {
  private readonly view: View;
  private readonly speaker: Speaker;
  private readonly panel: Panel;
  private readonly back: Back;
  private hurting: Hurting;
  private readonly notices: Notices;
  private begun_ms = Date.now();
  private watch = new Stopwatch(now());
  private sight: Sight | null = null;
  private request: StartRequest = { routine: "" };
  private session: Session | null = null;
  private screen: Screen | null = null;
  private outbox: Outbox | null = null;
  private row = this.freshRow();
  private coach: CoachLink;
  private keeper: Keeper | null = null;
  private summary: Summary | null = null;
  private tapped_ms = 0;
  private held = false;
  private unheard: Output[] = [];
  private failures = 0;
  private sounded = false;
  private pausing = false;
  private ended = false;

  constructor(
    private readonly root: HTMLElement,
    private readonly unlocked: Unlocked,
    private engines: Engines,
    private readonly api = new Api(),
  ) {
    this.coach = engines.coach;
    this.view = new View(root, (tap, value) => this.tap(tap, value));
    this.speaker = new Speaker(unlocked.voice);
    this.panel = new Panel(
      root,
      () => this.chosen(),
      () => this.turned(),
    );
    this.back = new Back(() => this.backed());
    this.hurting = new Hurting(root);
    this.notices = new Notices(root);
  }

  /** Everything from the press to the first screen. */
  async start(request: StartRequest): Promise<void> {
    this.request = request;
    this.open();
    await this.attempt();
  }

  private async attempt(): Promise<void> {
    try {
      const outbox = await this.openOutbox();
      const answer = await sessionFor(this.request, this.api, outbox);
      const { session } = answer;
      await this.prepare(answer, outbox);
      if (session.source === "camera") await this.openCamera();
      await inSight();
      await this.checkSounds();
      await this.startCoach(session);
    } catch (error) {
      this.sight?.close();
      this.fail(error instanceof SignedOut ? "not-signed-in" : "no-start");
      if (!TOLD.some((each) => error instanceof each)) throw error;
    }
  }

  /** The same once more, with fresh workers; what was done of it is gone on with. */
  private again(): void {
    const { keeper, session } = this;
    if (session !== null && keeper !== null && !keeper.trial && keeper.records.size > 0)
      this.request = { resume: session.uuid };
    this.afresh();
  }

  /** After a session that is over another one, or the same once more; to be called inside a press. */
  private anew(request: StartRequest): void {
    this.request = request;
    this.summary?.close();
    this.summary = this.keeper = this.session = this.screen = null;
    this.ended = this.held = false;
    this.begun_ms = Date.now();
    this.watch = new Stopwatch(now());
    this.hurting = new Hurting(this.root);
    this.view.clear();
    this.back.catch();
    this.afresh();
  }

  private afresh(): void {
    this.engines.pose.close();
    this.coach.close();
    this.engines = startEngines();
    this.coach = this.engines.coach;
    this.row = this.freshRow();
    this.failures = 0;
    showLoading(this.root);
    void this.attempt();
  }

  // ---- opening and leaving

  private open(): void {
    const { root } = this;
    showLoading(root);
    takeOver(root);
    this.back.catch();
    part(root, "close").addEventListener("click", () => this.close());
    root.addEventListener("click", this.clicked);
    document.addEventListener("keydown", this.key);
    document.addEventListener("visibilitychange", this.seen);
    mediaKeys((tap) => this.tap(tap, null));
    void keepAwake();
  }

  private async openOutbox(): Promise<Outbox> {
    this.outbox ??= await openOutbox(this.api, (standing) => this.standing(standing));
    await Promise.race([this.outbox.flush().catch(() => undefined), pause(FLUSH_MS)]); // sent or not, it begins
    return this.outbox;
  }

  private async prepare(answer: SessionAnswer, outbox: Outbox): Promise<void> {
    const { session, figures } = answer;
    this.session = session;
    this.keeper = new Keeper(this.api, outbox, answer);
    await this.keeper.takeUp();
    void this.tellRefused();
    this.notices.tell("trial", this.keeper.trial);
    undisturbed(new Promise<void>((over) => addEventListener("pagehide", () => over(), { once: true })));
    const { coach, pose } = this.engines;
    const patient = testIn(session) !== undefined;
    this.sight = new Sight(this.root, figures, pose, coach, patient, (on) => {
      this.coach.camera(on);
      this.draw();
    });
    this.tellUnheard();
  }

  private tellUnheard(): void {
    const [voice, speaker, available] = [read("voice"), read("speaker"), this.unlocked.voice.available];
    const down = this.session !== null && liesFaceDown(this.session);
    this.notices.tell("no-voice", voiceless(speaker, available));
    this.notices.tell("face-down", down && unheard({ voice, speaker }, available));
  }

  /** The browser asks after a line that says it will, and before anything else is heard or asked. */
  private async openCamera(): Promise<void> {
    const asks = await willAsk();
    if (asks) {
      put(part(this.root, "caption"), words(this.root, "camera-soon"));
      await pause(READ_MS);
    }
    const opened = this.sight?.open();
    if (asks) await Promise.race([opened, pause(MOST_ASKED_MS)]); // answered or not, it begins
    put(part(this.root, "caption"), words(this.root, "loading"));
  }

  /** Until the runner has answered it on this device: who heard nothing and lay there already needs its help the next time. */
  private async checkSounds(): Promise<void> {
    if (this.sounded || read("sounds_known") === "yes" || read("voice") === "silent") return;
    this.sounded = true; // who let it pass is not asked in the same visit again
    if (await soundCheck(this.root, this.unlocked.voice, this.unlocked.sounds)) write("sounds_known", "yes");
  }

  private async startCoach(session: Session): Promise<void> {
    const { coach } = this;
    await coach.ready;
    await inSight(); // nothing is said or counted while another app is open
    coach.events = {
      outputs: (outputs) => this.row.add(() => this.take(outputs)),
      failed: () => this.row.add(() => this.restartCoach(session)),
    };
    const zero_ms = now();
    mark(this.root, "zeroMs", zero_ms); // the coach's second 0 on the clock of `now()`
    coach.start({ session, done: this.records(), now: localTime(), voice: read("voice") }, zero_ms);
    if (this.sight !== null && this.sight.on !== null) coach.camera(this.sight.on);
    void watchBattery(() => this.coach.battery());
  }

  /** The coach broke down: a fresh one goes on after the last set that is known; twice is once too often. */
  private async restartCoach(session: Session): Promise<void> {
    this.coach.close();
    this.failures += 1;
    if (this.failures >= MOST_FAILURES) {
      this.sight?.close();
      this.fail("broken");
      return;
    }
    this.coach = new CoachLink();
    this.sight?.feed(this.coach);
    await this.startCoach(session);
  }

  /** The cross: in the middle of things it pauses, so that a slip costs nothing; after that it leaves. */
  private close(): void {
    if (this.atWork) this.tap("pause", null);
    else if (!this.ended && this.screen !== null && isStop(this.screen)) this.tap("go-on", null);
    else if (this.asksPain) this.leaveAsking();
    else this.leave();
  }

  /** To the page that asks where and how much; of a try nothing is kept that it could be about. */
  private leaveAsking(): void {
    if (this.keeper?.trial) this.leave();
    else this.leaveFor(`${this.root.dataset["hurts"]}?session=${this.session?.uuid ?? ""}`);
  }

  /** The browser's Back: as the cross, and again it leaves; whatever is pressed in between, and work, catches it anew. */
  private backed(): void {
    if (this.panel.open) this.panel.toggle();
    else if (this.atWork) {
      this.pausing = true;
      this.coach.tap("pause", null);
    } else this.close();
  }

  private leave(): void {
    const test = this.session === null ? undefined : testIn(this.session);
    if (this.keeper?.trial)
      this.leaveFor(null); // to the page of the exercise
    else if (test !== undefined) this.leaveFor(this.root.dataset["test"]?.replace("ID", test));
    else this.leaveFor(this.root.dataset["home"]);
  }

  /** To another page, or back to the one below (`null`). */
  private leaveFor(page: string | null | undefined): void {
    this.speaker.hush();
    this.sight?.close();
    this.coach.close();
    this.back.leave(() => {
      if (page === null) location.reload();
      else location.assign(page ?? "/");
    });
  }

  /** A pain was told of, and where and how much is not answered yet: the page that asks the same goes on with it. */
  private get asksPain(): boolean {
    return !this.ended && this.hurting.asks(this.screen);
  }

  private get atWork(): boolean {
    return !this.ended && this.screen !== null && AT_WORK.includes(this.screen.stage);
  }

  private fail(id: string): void {
    this.screen = null;
    this.view.clear();
    this.hurting.show(null);
    showFailure(
      this.root,
      id,
      () => this.again(),
      () => this.leave(),
    );
  }

  // ---- what the coach puts out

  private freshRow(): Row {
    return new Row((error) => {
      this.sight?.close();
      this.coach.close();
      this.fail("broken");
      reportError(error);
    });
  }

  /** A finished set is kept before anybody hears or sees that it is finished. */
  private async take(outputs: Output[]): Promise<void> {
    for (const output of outputs) {
      if (output.kind === "set") await Promise.race([this.keeper?.set(output.record), pause(KEEP_MS)]);
    }
    for (const output of outputs) {
      this.obey(output);
      this.root.dispatchEvent(new CustomEvent("hamstride:output", { detail: output }));
    }
    this.utter(outputs);
  }

  private obey(output: Output): void {
    if (output.kind === "screen") {
      const first = this.screen === null;
      this.screen = output;
      if (this.asksPain) void this.keeper?.hurts();
      this.watch.stand(STANDING.includes(output.stage), now());
      this.pausing &&= this.atWork; // what comes before the pause that Back asked for does not catch the next one
      if (this.atWork && !this.pausing) this.back.catch();
      if (first && document.hidden) this.seen();
      if (this.panel.open) this.hold();
      this.draw();
    } else if (output.kind === "progress") void this.keeper?.set(output.record);
    else if (output.kind === "sound") this.unlocked.sounds.play(output.sound);
    else if (output.kind === "pain") void this.pain(output);
    else if (output.kind === "pain-back") this.hurting.takeBack(this.keeper);
    else if (output.kind === "ended") void this.end(output);
  }

  private draw(): void {
    if (this.screen === null || this.ended) return;
    this.hurting.show(this.screen);
    this.view.render(this.screen, this.sight?.looking === true && read("picture") !== "none");
    mark(this.root, "figure", this.sight?.follow(this.screen, this.tempo(this.screen.exercise)));
  }

  private tempo(exercise: string | undefined): Tempo | undefined {
    return (this.session?.declarations[exercise ?? ""] as Exercise | undefined)?.dose.tempo;
  }

  /** Our voice, or the runner's screen reader: in work it gets the numbers alone. Of what is said while nobody is there, the last
   * is for when they are back; who goes on by the earphones is there. */
  private utter(outputs: Output[]): void {
    const said = outputs.filter((output) => output.kind === "say");
    if (document.hidden && !this.atWork) {
      if (said.length > 0) this.unheard = said.slice(-1);
      return;
    }
    if (read("speaker") === "hamstride") {
      if (said.length > 0) this.speaker.moment(said);
      return;
    }
    const heard = said.filter(({ number }) => number || this.screen?.stage !== "working");
    if (heard.length > 0) part(this.root, "live").textContent = heard.map(({ message }) => message).join(" ");
  }

  // ---- what is kept

  private records(): SetRecord[] {
    return [...(this.keeper?.records.values() ?? [])];
  }

  /** Tells what next after a pain; it stays until the runner has read it. The one answer that may come late, to a session that
   * brought none, is obeyed though they went on. */
  private async pain(report: PainReported): Promise<void> {
    const answer = await this.hurting.report(report, this.keeper);
    if (answer === null) return;
    this.coach.tap("pain-then", answer.then);
    this.draw();
  }

  private async end(said: SessionEnded): Promise<void> {
    const { session, keeper } = this;
    const { complete } = said;
    if (session === null || keeper === null) return;
    this.ended = true;
    await keeper.end(complete, { effort: null, hurt: null, answers: {} });
    this.sight?.close();
    if (keeper.trial) {
      this.leave();
      return;
    }
    const summary = new Summary(this.root, session, {
      corrected: (record) => void keeper.set(record),
      answered: (answers) => void keeper.end(complete, answers).then(() => this.tellNext(summary, keeper)),
      left: () => this.leave(),
      where: () => this.leaveFor(this.root.dataset["hurts"]),
      wentOn: () => void this.goOnAfterAll(session, keeper),
      began: (routine) => this.anew({ routine }),
      looked: (page) => this.leaveFor(page),
    });
    const took = { begun_ms: this.begun_ms, minutes: Math.max(1, this.watch.took(now()) / 60_000) };
    const hurt = { reported: keeper.hurt, ...this.hurting.said };
    summary.show(this.records(), said, hurt, took);
    this.summary = summary;
    await this.tellKept();
    if (this.summary !== summary) return; // they went on at once
    mark(this.root, "stage", "summary");
    this.root.focus();
    await this.tellNext(summary, keeper);
  }

  /** "Enough for today" was too soon: there is no hurry to say so. */
  private async goOnAfterAll({ uuid }: Session, keeper: Keeper): Promise<void> {
    this.summary?.close(); // nothing is pressed twice
    await keeper.goesOn();
    this.anew({ resume: uuid });
  }

  /** What comes next, as soon as the server has all that was done; without a connection Today tells it later. */
  private async tellNext(summary: Summary, keeper: Keeper): Promise<void> {
    await this.outbox?.flush().catch(() => undefined);
    const sent = ["empty", "aside"].includes(this.outbox?.standing ?? "");
    const next = sent ? await keeper.next() : null;
    if (next !== null) summary.next(next);
  }

  // ---- what the runner does

  private tap(tap: TapKind, value: string | number | null): void {
    const at = performance.now();
    if (at - this.tapped_ms < SECOND_TAP_MS) return;
    this.tapped_ms = at;
    this.back.catch();
    if (tap === "hurts") {
      this.speaker.hush();
      this.hurting.begin();
    }
    if (tap === "mistake") void this.keeper?.told();
    if (tap === "drive") this.look(value === "camera");
    this.coach.tap(tap, value);
  }

  private readonly key = (event: KeyboardEvent): void => {
    if (this.ended || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (this.panel.open) {
      if (event.key === "Escape") this.panel.toggle();
      return;
    }
    const onButton = event.target instanceof HTMLButtonElement;
    const tap = tapOf(event.key, this.screen, onButton, this.easyPause);
    if (tap === null) return;
    event.preventDefault();
    this.tap(tap, null);
  };

  /** Any key, or a touch of what is largest, pauses: but not where it may be a screen reader that reads what it comes by. */
  private get easyPause(): boolean {
    return read("speaker") === "hamstride";
  }

  /** What was clicked does not keep the keys: the space bar pauses. Who presses it by a key stays on it. */
  private readonly clicked = (event: MouseEvent): void => {
    const { screen } = this;
    if (event.detail === 0 || !this.atWork || screen === null || ASKING.includes(screen.stage)) return;
    const pressed = (event.target as Element).closest("button");
    if (pressed !== null && pressed === document.activeElement) this.root.focus({ preventScroll: true });
    const large = pressed === null && (event.target as Element).closest(LARGE) !== null;
    if (large && this.easyPause && touchPauses(screen)) this.tap("pause", null);
  };

  /** Who does without the camera is not filmed; it opens again when it is wanted. */
  private look(wanted: boolean): void {
    if (wanted) void this.sight?.open();
    else this.sight?.rest();
    this.draw();
  }

  /** Behind the open panel the session waits; it goes on when the panel closes. Back closes it, and nothing else. */
  private turned(): void {
    if (this.panel.open) {
      this.back.catch(2);
      this.hold();
    } else if (this.held) {
      this.held = false;
      if (this.screen?.stage === "paused") this.coach.tap("go-on", null);
    }
  }

  private hold(): void {
    if (!this.atWork) return;
    this.held = true;
    this.coach.tap("pause", null);
  }

  private chosen(): void {
    this.coach.voice(read("voice"));
    this.speaker.hush();
    this.tellUnheard();
    this.draw();
  }

  /** Hidden (a call, another tab, the lock): the session waits, and asks when the runner is back. */
  private readonly seen = (): void => {
    if (this.ended) return;
    if (!document.hidden) {
      this.sight?.back();
      void keepAwake();
      void this.outbox?.flush();
      this.utter(this.unheard.splice(0));
    } else if (this.atWork) {
      this.speaker.hush();
      this.coach.tap("pause", "hidden");
    }
  };

  // ---- grey lines

  private standing(standing: Standing): void {
    this.notices.tell("signed-out", standing === "signed-out");
    void this.tellRefused();
    if (standing !== "sending") void this.tellKept();
    mark(this.root, "outbox", standing);
  }

  /** Beside the minutes of the summary: where what was done is kept, as it changes. */
  private async tellKept(): Promise<void> {
    const sent = await this.keeper?.sent().catch(() => false);
    this.summary?.kept(sent ?? false);
  }

  private async tellRefused(): Promise<void> {
    const refused = await this.keeper?.refused().catch(() => undefined);
    if (refused !== undefined) this.notices.tell("aside", refused);
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
  new Ways(root, figures).follow(screen);
  mark(root, "figure", new Figure(part(root, "figure"), figures).follow(screen, undefined));
}
