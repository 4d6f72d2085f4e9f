/** Finds the body in pictures, alone in this worker, one picture at a time. */

import type { FromPose, PoseFrame, ToPose } from "./bridge";
import { Finder } from "./finder";
import { LightMeter } from "./light";

const scope = self as unknown as DedicatedWorkerGlobalScope;
let frames: MessagePort | null = null;
let finder: Finder | null = null;
let work: Promise<void> = Promise.resolve();
const meter = new LightMeter();

/** Pictures are looked at in the order in which they came, each when the one before is done. */
scope.onmessage = ({ data }: MessageEvent<ToPose>): void => {
  if (data.type === "frames") {
    frames = data.port;
    return;
  }
  work = work
    .then(() => (data.type === "load" ? load(data) : analyse(data)))
    .catch((error: unknown) => post({ type: "failed", reason: String(error) }));
};

async function load({ vision, model }: ToPose & { type: "load" }): Promise<void> {
  finder = await Finder.load(vision, model);
  post({ type: "ready" });
}

async function analyse({ picture, captured_ms }: ToPose & { type: "frame" }): Promise<void> {
  if (finder === null) throw new Error("a picture came before the model was loaded");
  const light = meter.read(picture, captured_ms);
  const found = await finder.find(picture, captured_ms).finally(() => picture.close());
  const frame: PoseFrame = light === null ? found : { ...found, light };
  frames?.postMessage(frame);
  post({ type: "pose", frame });
}

function post(message: FromPose): void {
  scope.postMessage(message);
}
