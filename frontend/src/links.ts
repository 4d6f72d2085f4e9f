/** The two workers, seen from the page: the coach, and the pose finder that feeds it directly. */

import type { CoachStart, FromCoach, FromPose, PoseFrame, ToCoach, ToPose } from "./bridge";
import type { FilmStart, FromFilm, Story, ToFilm } from "./film.worker";
import type { Output, TapKind, Voice } from "./types.gen";

const BUILT = new URL(".", import.meta.url).href;

export interface CoachEvents {
  outputs(outputs: Output[]): void;
  failed(reason: string): void;
}

/** The coach did not come: nobody answered, or not all of it is here. */
export class NoCoach extends Error {}

export class CoachLink {
  readonly ready: Promise<void>;
  events: CoachEvents = { outputs: () => undefined, failed: () => undefined };
  private readonly worker = new Worker(`${BUILT}coach.worker.js`, { type: "module", name: "coach" });
  private started = false;

  constructor() {
    let broken = false;
    this.ready = new Promise((resolve, reject) => {
      const failed = (reason: string): void => {
        if (broken) return; // what came to it after that fails too, and says no more
        broken = true;
        reject(new NoCoach(reason));
        this.events.failed(reason);
      };
      this.worker.onerror = (event) => failed(event.message);
      this.worker.onmessage = ({ data }: MessageEvent<FromCoach>) => {
        if (data.type === "ready") resolve();
        else if (data.type === "outputs") this.events.outputs(data.outputs);
        else failed(data.reason);
      };
    });
    this.ready.catch(() => undefined); // also told through `failed`
    this.post({ type: "load", engine: `${BUILT}engine.zip`, pyodide: `${BUILT}pyodide/` });
  }

  start(start: CoachStart, zero_ms: number): void {
    this.started = true;
    this.post({ type: "start", start, zero_ms });
  }

  tap(tap: TapKind, value: string | number | null): void {
    this.post({ type: "tap", tap, value, pressed_s: performance.now() / 1000 }); // it may wait for the worker
  }

  /** Whether the camera is there. A coach that was not started yet has no use for it, and would break down. */
  camera(on: boolean): void {
    if (this.started) this.post({ type: "camera", on });
  }

  battery(): void {
    this.post({ type: "battery" });
  }

  /** The same of the voice that was chosen. */
  voice(voice: Voice): void {
    if (this.started) this.post({ type: "voice", voice });
  }

  frames(port: MessagePort): void {
    this.post({ type: "frames", port }, [port]);
  }

  close(): void {
    this.worker.terminate();
  }

  private post(message: ToCoach, transfer: Transferable[] = []): void {
    this.worker.postMessage(message, transfer);
  }
}

export interface PoseEvents {
  pose(frame: PoseFrame): void;
  failed(reason: string): void;
}

/** Gives pictures to the pose finder: one at work and one waiting, so that it is never idle and never behind. */
export class PoseLink {
  ready = false;
  private events: PoseEvents = { pose: () => undefined, failed: () => undefined };
  private broken: string | null = null;
  private readonly worker = new Worker(`${BUILT}pose.worker.js`, { type: "module", name: "pose" });
  private given = 0;
  private newest: { video: HTMLVideoElement; captured_ms: number } | null = null;
  private waiting: (() => void)[] = [];
  private closed = false;

  constructor() {
    this.worker.onerror = (event) => this.failed(event.message);
    this.worker.onmessage = ({ data }: MessageEvent<FromPose>) => this.take(data);
    this.post({ type: "load", vision: `${BUILT}vision`, model: `${BUILT}models/pose_landmarker_full.task` });
  }

  /** From now on these are told; that it broke down already, at once. */
  listen(events: PoseEvents): void {
    this.events = events;
    if (this.broken !== null) events.failed(this.broken);
  }

  frames(port: MessagePort): void {
    this.post({ type: "frames", port }, [port]);
  }

  /** A new picture stands in the video. */
  offer(video: HTMLVideoElement, captured_ms: number): void {
    this.newest = { video, captured_ms };
    this.next();
  }

  /** Hands over a picture of a film once there is room for it: none is left out. */
  async give(picture: ImageBitmap | VideoFrame, captured_ms: number): Promise<void> {
    while (!this.closed && (!this.ready || this.given >= MOST_GIVEN)) {
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
    if (this.closed) {
      picture.close();
      return;
    }
    this.given += 1;
    this.post({ type: "frame", picture, captured_ms }, [picture]);
  }

  close(): void {
    this.closed = true;
    this.worker.terminate();
    for (const go of this.waiting) go();
  }

  private take(message: FromPose): void {
    if (message.type === "failed") {
      this.failed(message.reason);
      return;
    }
    if (message.type === "ready") this.ready = true;
    else this.given -= 1;
    this.next();
    this.waiting.shift()?.();
    if (message.type === "pose") this.events.pose(message.frame);
  }

  private failed(reason: string): void {
    this.broken = reason;
    this.events.failed(reason);
  }

  private next(): void {
    if (!this.ready || this.given >= MOST_GIVEN || this.newest === null) return;
    const { video, captured_ms } = this.newest;
    this.newest = null;
    if (video.readyState < HAVE_PICTURE) return;
    this.given += 1;
    void createImageBitmap(video).then(
      (picture) => this.post({ type: "frame", picture, captured_ms }, [picture]),
      () => {
        this.given -= 1; // the video went away between two pictures
      },
    );
  }

  private post(message: ToPose, transfer: Transferable[] = []): void {
    this.worker.postMessage(message, transfer);
  }
}

const HAVE_PICTURE = 2;
const MOST_GIVEN = 2;

export interface FilmEvents {
  counted(count: number): void;
  finished(story: Story): void;
  failed(reason: string): void;
}

/** The watcher of a film. */
export class FilmLink {
  private readonly worker = new Worker(`${BUILT}film.worker.js`, { type: "module", name: "film" });

  constructor(film: FilmStart, events: FilmEvents) {
    this.worker.onerror = (event) => events.failed(event.message);
    this.worker.onmessage = ({ data }: MessageEvent<FromFilm>) => {
      if (data.type === "counted") events.counted(data.count);
      else if (data.type === "finished") events.finished(data.story);
      else if (data.type === "failed") events.failed(data.reason);
    };
    this.post({ type: "load", engine: `${BUILT}engine.zip`, pyodide: `${BUILT}pyodide/` });
    this.post({ type: "start", film });
  }

  frame(frame: PoseFrame): void {
    this.post({ type: "frame", frame });
  }

  finish(): void {
    this.post({ type: "finish" });
  }

  close(): void {
    this.worker.terminate();
  }

  private post(message: ToFilm): void {
    this.worker.postMessage(message);
  }
}

/** The pose finder's frames go straight to the coach, past the page. */
export function joined(pose: PoseLink, coach: CoachLink): void {
  const { port1, port2 } = new MessageChannel();
  pose.frames(port1);
  coach.frames(port2);
}
