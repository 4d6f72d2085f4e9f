/** Finds the body in pictures: MediaPipe's pose landmarker, alone in this worker, one picture at a time. */

import { FilesetResolver, type NormalizedLandmark, PoseLandmarker } from "@mediapipe/tasks-vision";
import type { FromPose, PoseFrame, ToPose } from "./bridge";

const scope = self as unknown as DedicatedWorkerGlobalScope;
let landmarker: PoseLandmarker | null = null;
let frames: MessagePort | null = null;
let first_ms: number | null = null;
let last_ms = 0;

scope.onmessage = (event: MessageEvent<ToPose>): void => {
  const message = event.data;
  if (message.type === "frames") {
    frames = message.port;
    return;
  }
  const work = message.type === "load" ? load(message) : analyse(message);
  work.catch((error: unknown) => post({ type: "failed", reason: String(error) }));
};

async function load(message: ToPose & { type: "load" }): Promise<void> {
  const fileset = await FilesetResolver.forVisionTasks(message.vision, true);
  landmarker = await PoseLandmarker.createFromOptions(fileset, {
    baseOptions: { modelAssetPath: message.model, delegate: "CPU" },
    runningMode: "VIDEO",
    numPoses: 1,
  });
  post({ type: "ready" });
}

async function analyse({ picture, captured_ms }: ToPose & { type: "frame" }): Promise<void> {
  const begun = performance.now();
  const [width, height] =
    "codedWidth" in picture ? [picture.displayWidth, picture.displayHeight] : [picture.width, picture.height];
  if (landmarker === null) throw new Error("a picture came before the model was loaded");
  first_ms ??= captured_ms;
  last_ms = Math.max(last_ms + 1, Math.round(captured_ms - first_ms) + 1);
  const found = landmarker.detectForVideo(picture, last_ms);
  picture.close();
  const points = found.landmarks[0];
  const world = found.worldLandmarks[0];
  const frame: PoseFrame = {
    captured_ms,
    width,
    height,
    points: points === undefined ? null : packed(points, 4),
    world: world === undefined ? null : packed(world, 3),
  };
  frames?.postMessage(frame);
  post({ type: "pose", frame, took_ms: performance.now() - begun });
}

function packed(points: NormalizedLandmark[], size: 3 | 4): Float32Array {
  const out = new Float32Array(points.length * size);
  points.forEach((point, i) => {
    out.set(
      size === 4 ? [point.x, point.y, point.z, point.visibility ?? 0] : [point.x, point.y, point.z],
      i * size,
    );
  });
  return out;
}

function post(message: FromPose): void {
  scope.postMessage(message);
}
