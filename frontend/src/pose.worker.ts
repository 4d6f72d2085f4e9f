/** Finds the body in pictures: MediaPipe's pose landmarker, alone in this worker, one picture at a time. */

import { FilesetResolver, type NormalizedLandmark, PoseLandmarker } from "@mediapipe/tasks-vision";
import type { FromPose, PoseFrame, ToPose } from "./bridge";
import { LightMeter } from "./light";
import { LEFT, type Turn, Turning, UPRIGHT, upright } from "./turning";

type Picture = ImageBitmap | VideoFrame;
type Found = ReturnType<PoseLandmarker["detect"]>;

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
  const begun = performance.now();
  if (finder === null) throw new Error("a picture came before the model was loaded");
  const light = meter.read(picture, captured_ms);
  const found = await finder.find(picture, captured_ms).finally(() => picture.close());
  const frame: PoseFrame = light === null ? found : { ...found, light };
  frames?.postMessage(frame);
  post({ type: "pose", frame, took_ms: performance.now() - begun });
}

/** Follows one person; who is lost or mangled lying down is looked for in the picture turned by a quarter. */
class Finder {
  private readonly turning = new Turning();
  private looker: Promise<PoseLandmarker> | null = null;
  private first_ms: number | null = null;
  private last_ms = 0;

  private constructor(
    private readonly follower: PoseLandmarker,
    private readonly another: () => Promise<PoseLandmarker>,
  ) {}

  static async load(vision: string, model: string): Promise<Finder> {
    const fileset = await FilesetResolver.forVisionTasks(vision, true);
    const { default: factory } = (await import(fileset.wasmLoaderPath)) as { default: unknown };
    const landmarker = (runningMode: "VIDEO" | "IMAGE"): Promise<PoseLandmarker> => {
      Object.assign(scope, { ModuleFactory: factory }); // set by the import, and used up by every landmarker
      return PoseLandmarker.createFromOptions(fileset, {
        baseOptions: { modelAssetPath: model, delegate: "CPU" },
        runningMode,
        numPoses: 1,
      });
    };
    return new Finder(await landmarker("VIDEO"), () => landmarker("IMAGE"));
  }

  async find(picture: Picture, captured_ms: number): Promise<PoseFrame> {
    const { turn } = this.turning;
    const found = this.follow(picture, captured_ms, turn);
    const way = this.turning.next(found);
    if (way === null) return found;
    this.looker ??= this.another();
    const looker = await this.looker;
    const other = shown(picture, way, (one) => framed(looker.detect(one), one, captured_ms, way));
    if (!this.turning.keep(way, other)) return found;
    await this.follower.setOptions({ runningMode: "VIDEO" }); // afresh: it clings to the body that it has
    return other;
  }

  private follow(picture: Picture, captured_ms: number, turn: Turn): PoseFrame {
    this.first_ms ??= captured_ms;
    // the model's clock counts whole milliseconds and must move on at every picture
    this.last_ms = Math.max(this.last_ms + 1, Math.round(captured_ms - this.first_ms) + 1);
    return shown(picture, turn, (one) =>
      framed(this.follower.detectForVideo(one, this.last_ms), one, captured_ms, turn),
    );
  }
}

/** Shows `look` the picture, turned: the pixels themselves, for the model does worse with a rotation of its own. */
function shown(picture: Picture, turn: Turn, look: (picture: Picture) => PoseFrame): PoseFrame {
  if (turn === UPRIGHT) return look(picture);
  const [width, height] = sizeOf(picture);
  const canvas = new OffscreenCanvas(height, width);
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("this browser gives no canvas to turn a picture on");
  if (turn === LEFT) context.setTransform(0, -1, 1, 0, 0, width);
  else context.setTransform(0, 1, -1, 0, height, 0);
  context.drawImage(picture, 0, 0, width, height);
  const turned = canvas.transferToImageBitmap();
  try {
    return look(turned);
  } finally {
    turned.close();
  }
}

function framed(found: Found, picture: Picture, captured_ms: number, turn: Turn): PoseFrame {
  const [width, height] = sizeOf(picture);
  const points = found.landmarks[0];
  const world = found.worldLandmarks[0];
  return upright(
    {
      captured_ms,
      width,
      height,
      points: points === undefined ? null : packed(points, 4),
      world: world === undefined ? null : packed(world, 3),
    },
    turn,
  );
}

function sizeOf(picture: Picture): [number, number] {
  return "codedWidth" in picture
    ? [picture.displayWidth, picture.displayHeight]
    : [picture.width, picture.height];
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
