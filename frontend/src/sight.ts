/** The camera and what is found in its pictures: tells whether there is one, feeds the coach, draws the runner. */

import type { Figures } from "./api";
import type { PoseFrame } from "./bridge";
import { Camera } from "./camera";
import { now } from "./clock";
import { part } from "./dom";
import { Figure } from "./figure";
import { type CoachLink, joined, PoseLink } from "./links";
import { Overlay } from "./overlay";
import { read } from "./prefs";
import type { Screen, Tempo } from "./types.gen";
import { Ways } from "./ways";

const FIRST_POSE_MS = 20_000; // the model may still be loading
const NO_POSE_MS = 10_000; // as long as the coach waits for legs that it cannot see
const LATE_MS = 3_000; // after what still comes of a camera that is gone
const WATCH_MS = 1_000;
const MOST_FAILURES = 2;

export class Sight {
  /** Whether the camera is there; `null` until that is known. */
  on: boolean | null = null;
  private readonly video: HTMLVideoElement;
  private readonly overlay: Overlay;
  private readonly figure: Figure;
  private readonly ways: Ways;
  private readonly camera: Camera;
  private screen: Screen | null = null;
  private posed_ms = 0;
  private gone = false;
  private failures = 0;
  private watchdog: ReturnType<typeof setInterval> | undefined;

  /** `patient`: the coach itself waits for pictures that stay away, as in a test, which has no beat to go on with. */
  constructor(
    private readonly root: HTMLElement,
    figures: Figures,
    private pose: PoseLink,
    private coach: CoachLink,
    private readonly patient: boolean,
    private readonly changed: (on: boolean) => void,
  ) {
    this.video = part<HTMLVideoElement>(root, "video");
    this.overlay = new Overlay(part(root, "overlay"));
    this.figure = new Figure(part(root, "figure"), figures);
    this.ways = new Ways(root, figures);
    this.camera = new Camera(this.video, {
      came: (on) => {
        this.gone = !on;
        if (!on) this.is(false);
      },
      silent: () => {
        this.gone = true;
        this.silent();
      },
      picture: (captured_ms) => this.pose.offer(this.video, captured_ms),
    });
    this.listen();
  }

  /** Whether there is a picture to show. */
  get looking(): boolean {
    return this.on === true && this.camera.wanted;
  }

  /** Opens the camera; whatever comes of it is told through `changed`. */
  async open(): Promise<void> {
    await this.camera.open();
    clearInterval(this.watchdog);
    if (!this.camera.wanted) return;
    this.posed_ms = now() + FIRST_POSE_MS - NO_POSE_MS;
    this.watchdog = setInterval(() => this.watch(), WATCH_MS);
  }

  /** Stops the camera until it is opened again. The coach is not told: it can still be had. */
  rest(): void {
    clearInterval(this.watchdog);
    this.camera.rest();
  }

  /** A fresh coach takes the place of the one that broke down. */
  feed(coach: CoachLink): void {
    this.coach = coach;
    joined(this.pose, coach);
  }

  /** Follows what is shown: the figure moves along. Gives whether there is a figure. */
  follow(screen: Screen, tempo: Tempo | undefined): boolean {
    this.screen = screen;
    this.ways.follow(screen);
    return this.figure.follow(screen, tempo);
  }

  /** The page is back in sight: pictures that did not come meanwhile are no trouble. */
  back(): void {
    this.posed_ms = Math.max(this.posed_ms, now());
  }

  close(): void {
    clearInterval(this.watchdog);
    this.camera.close();
    this.figure.stop();
    this.pose.close();
  }

  private listen(): void {
    joined(this.pose, this.coach);
    this.pose.listen({ pose: (frame) => this.posed(frame), failed: () => this.failed() });
  }

  /** The camera is there from the first analysed picture on. */
  private posed(frame: PoseFrame): void {
    this.posed_ms = Math.max(this.posed_ms, now());
    if (this.on !== true) {
      this.posed_ms = now();
      this.is(true);
    }
    const drawn = this.root.dataset["look"] === "picture" && read("picture") !== "none";
    if (drawn) this.overlay.draw(frame, this.screen?.side);
    if (frame.points !== null) this.figure.turnLike(mirroredXs(frame.points));
  }

  /** The pose finder broke down: the beat takes over while a fresh one starts; twice is once too often. */
  private failed(): void {
    this.failures += 1;
    this.pose.close();
    if (this.failures >= MOST_FAILURES) {
      this.is(false);
      return;
    }
    this.silent();
    this.pose = new PoseLink();
    this.listen();
  }

  private watch(): void {
    if (now() - this.posed_ms <= (this.gone ? LATE_MS : NO_POSE_MS) || document.hidden) return;
    if (this.on === null) this.is(false);
    else this.silent();
  }

  /** No pictures are as good as no camera, unless somebody waits for them. */
  private silent(): void {
    if (!this.patient) this.is(false);
  }

  private is(on: boolean): void {
    if (on === this.on) return;
    this.on = on;
    this.changed(on);
  }
}

/** The runner as the mirrored picture shows them. */
function mirroredXs(points: Float32Array): number[] {
  return Array.from({ length: points.length / 4 }, (_, i) => -(points[4 * i] ?? 0));
}
