/** Follows one person from picture to picture: MediaPipe's pose landmarker, and what to do where it goes wrong. */

import { FilesetResolver, type NormalizedLandmark, PoseLandmarker } from "@mediapipe/tasks-vision";
import type { PoseFrame } from "./bridge";
import { Company } from "./company";
import { type Picture, shown, sizeOf, without } from "./picture";
import { type Turn, Turning, UPRIGHT, upright } from "./turning";

type Found = ReturnType<PoseLandmarker["detect"]>;
type Make = (runningMode: "VIDEO" | "IMAGE", numPoses: number) => Promise<PoseLandmarker>;

const scope = self as unknown as DedicatedWorkerGlobalScope;

/**
 * Who is lost or mangled lying down is looked for in the picture turned by a quarter; now and then everybody is looked for, and
 * the runner is gone back to where somebody else was followed.
 */
export class Finder {
  private readonly turning = new Turning();
  private readonly company = new Company();
  private looker: Promise<PoseLandmarker> | null = null;
  private first_ms: number | null = null;
  private last_ms = 0;

  private constructor(
    private readonly follower: PoseLandmarker,
    private readonly make: Make,
  ) {}

  static async load(vision: string, model: string): Promise<Finder> {
    const fileset = await FilesetResolver.forVisionTasks(vision, true);
    const { default: factory } = (await import(fileset.wasmLoaderPath)) as { default: unknown };
    const make: Make = (runningMode, numPoses) => {
      Object.assign(scope, { ModuleFactory: factory }); // set by the import, and used up by every landmarker
      return PoseLandmarker.createFromOptions(fileset, {
        baseOptions: { modelAssetPath: model, delegate: "CPU" },
        runningMode,
        numPoses,
      });
    };
    return new Finder(await make("VIDEO", 1), make);
  }

  async find(picture: Picture, captured_ms: number): Promise<PoseFrame> {
    const found = await this.alone(picture, await this.turned(picture, captured_ms));
    const { people } = this.company;
    return people === undefined ? found : { ...found, people };
  }

  /** The body that is followed, or the one found the other way up. */
  private async turned(picture: Picture, captured_ms: number): Promise<PoseFrame> {
    const found = this.follow(picture, captured_ms);
    const way = this.turning.next(found);
    if (way === null) return found;
    const other = this.company.likeliest(await this.look(picture, captured_ms, way));
    if (other === null || !this.turning.keep(way, other)) return found;
    await this.afresh();
    return other;
  }

  /** The body that is followed, or the runner where that is somebody else. */
  private async alone(picture: Picture, found: PoseFrame): Promise<PoseFrame> {
    if (!this.company.next(found)) return found;
    const { captured_ms } = found;
    const runner = this.company.seen(found, await this.look(picture, captured_ms, this.turning.turn));
    if (runner === null) return found;
    await this.afresh();
    return without(picture, found, runner, (alone) => this.follow(alone, captured_ms));
  }

  /** From the next picture on whom that shows: the model clings to the body it has, and to the way it saw it. */
  private async afresh(): Promise<void> {
    await this.follower.setOptions({ runningMode: "VIDEO" });
  }

  private follow(picture: Picture, captured_ms: number): PoseFrame {
    const { turn } = this.turning;
    this.first_ms ??= captured_ms;
    // the model's clock counts whole milliseconds and must move on at every picture
    this.last_ms = Math.max(this.last_ms + 1, Math.round(captured_ms - this.first_ms) + 1);
    const found = shown(picture, turn, (one) => this.follower.detectForVideo(one, this.last_ms));
    return framed(found, 0, picture, captured_ms, turn);
  }

  /** Who is found in a picture alone, turned that way, whatever was followed before. */
  private async look(picture: Picture, captured_ms: number, turn: Turn): Promise<PoseFrame[]> {
    this.looker ??= this.make("IMAGE", 2);
    const looker = await this.looker;
    const found = shown(picture, turn, (one) => looker.detect(one));
    return found.landmarks.map((_, body) => framed(found, body, picture, captured_ms, turn));
  }
}

/** One of the bodies found in a picture that was turned, as it stands in the upright one. */
function framed(found: Found, body: number, picture: Picture, captured_ms: number, turn: Turn): PoseFrame {
  const [width, height] = sizeOf(picture);
  const points = found.landmarks[body];
  const world = found.worldLandmarks[body];
  return upright(
    {
      captured_ms,
      width: turn === UPRIGHT ? width : height,
      height: turn === UPRIGHT ? height : width,
      points: points === undefined ? null : packed(points, 4),
      world: world === undefined ? null : packed(world, 3),
    },
    turn,
  );
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
