/** What goes to and comes from the coach (`hamstride.coach.bridge`), already in words, and the worker it runs in. */

import type { Output, Session, SetRecord, TapKind, Voice } from "./types.gen";

/** What a session begins with. `now` is the runner's local date and time, without a zone. */
export interface CoachStart {
  session: Session;
  done: SetRecord[];
  now: string;
  voice: Voice;
}

/** Landmarks of one analysed picture; times are milliseconds since the epoch of `performance.timeOrigin`. */
export interface PoseFrame {
  captured_ms: number;
  width: number;
  height: number;
  /** 33 × (x, y, z, visibility), or nobody. */
  points: Float32Array | null;
  /** 33 × (x, y, z) in metres. */
  world: Float32Array | null;
  /** The picture's mean brightness, 0 black to 1 white; measured once in a while. */
  light?: number;
  /** How many bodies were found in it or not long before; looked for once in a while. */
  people?: number;
}

/** From the page to the coach's worker. */
export type ToCoach =
  | { type: "load"; engine: string; pyodide: string }
  | { type: "frames"; port: MessagePort }
  | { type: "start"; start: CoachStart; zero_ms: number }
  | { type: "tap"; tap: TapKind; value: string | number | null; pressed_s: number }
  | { type: "camera"; on: boolean }
  | { type: "voice"; voice: Voice }
  | { type: "battery" };

/** From the coach's worker to the page. */
export type FromCoach =
  | { type: "ready" }
  | { type: "outputs"; outputs: Output[] }
  | { type: "failed"; reason: string };

/** From the page to the pose worker. */
export type ToPose =
  | { type: "load"; vision: string; model: string }
  | { type: "frames"; port: MessagePort }
  | { type: "frame"; picture: ImageBitmap | VideoFrame; captured_ms: number };

/** From the pose worker to the page: `pose` also says that the next picture may come. */
export type FromPose =
  | { type: "ready" }
  | { type: "pose"; frame: PoseFrame }
  | { type: "failed"; reason: string };
