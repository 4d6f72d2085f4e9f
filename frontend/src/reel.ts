/** A film from the runner's disk, picture by picture: every one once, upright, with the time at which it is shown. */

import {
  BlobSource,
  EncodedPacketSink,
  Input,
  type InputVideoTrack,
  MATROSKA,
  MP4,
  MPEG_TS,
  QTFF,
  type VideoSample,
  VideoSampleSink,
  WEBM,
} from "mediabunny";
import { DECODE } from "./rules.gen";

/** Why a film cannot be looked at; the words are the page's. */
export type Trouble = "no-film" | "no-decoder" | "old-browser";

export class Unplayable extends Error {
  constructor(readonly trouble: Trouble) {
    super(`the film cannot be looked at: ${trouble}`);
  }
}

/** One picture; whoever takes it closes it. */
export interface Picture {
  t_s: number;
  picture: VideoFrame | ImageBitmap;
}

const FORMATS = [MP4, QTFF, WEBM, MATROSKA, MPEG_TS];

export class Reel {
  /** Where the last picture that was read ends, and how much before it could not be read. */
  private end_s = 0;
  private lost_s = 0;

  private constructor(
    private readonly input: Input,
    private readonly packets: EncodedPacketSink,
    private readonly sink: VideoSampleSink,
    readonly begin_s: number,
    readonly seconds: number,
  ) {}

  /** Opens a file. Raises `Unplayable`. */
  static async open(file: Blob): Promise<Reel> {
    if (!("VideoDecoder" in globalThis)) throw new Unplayable("old-browser");
    const input = new Input({ source: new BlobSource(file), formats: FORMATS });
    const track = await videoOf(input);
    if (!(await track.canDecode())) throw new Unplayable("no-decoder");
    const begin_s = await track.getFirstTimestamp();
    const end_s = await track.computeDuration();
    const [packets, sink] = [new EncodedPacketSink(track), new VideoSampleSink(track)];
    return new Reel(input, packets, sink, begin_s, Math.max(0, end_s - begin_s));
  }

  /** All pictures in order, their times counted from the first. Behind a spoilt part it goes on with the next picture that stands
      for itself; a film that breaks off ends there. Raises `Unplayable`. */
  async *pictures(): AsyncGenerator<Picture> {
    let before_s = -1;
    for (let from_s: number | null = this.begin_s; from_s !== null; ) {
      const tried_s: number = from_s;
      from_s = null;
      try {
        for await (const sample of this.sink.samples(tried_s)) {
          const t_s = sample.timestamp - this.begin_s;
          const picture = t_s > before_s ? await upright(sample) : null;
          if (picture !== null) this.took(t_s, sample.duration, tried_s - this.begin_s);
          sample.close();
          if (picture === null) continue;
          before_s = t_s;
          yield { t_s, picture };
        }
      } catch {
        if (before_s < 0) throw new Unplayable("no-decoder");
        from_s = await this.whole(Math.max(tried_s, this.begin_s + before_s));
      }
    }
  }

  /** How much of the film has been read. */
  get read_s(): number {
    return this.end_s - this.lost_s;
  }

  /** A picture was read; what lies between it and the one before is lost where it is the first since `from_s`. */
  private took(t_s: number, duration_s: number, from_s: number): void {
    if (this.end_s < from_s) this.lost_s += t_s - this.end_s;
    this.end_s = t_s + duration_s;
  }

  /** When the next picture begins that stands for itself; `null` where there is none. */
  private async whole(after_s: number): Promise<number | null> {
    try {
      const packet = await this.packets.getPacket(after_s);
      const next = packet && (await this.packets.getNextKeyPacket(packet));
      return next?.timestamp ?? null;
    } catch {
      return null; // the file itself ends before
    }
  }

  /** Whether what was read is well short of what the film says of its length. */
  get breaksOff(): boolean {
    return this.read_s < DECODE.WHOLE_SHARE * this.seconds - DECODE.WHOLE_SPARE_S;
  }

  /** The picture that is shown at a moment, drawn on a canvas of at most `width` pixels; `null` where there is none. */
  async still(t_s: number, width: number): Promise<HTMLCanvasElement | null> {
    const sample = await this.sink.getSample(this.begin_s + t_s);
    if (sample === null) return null;
    const canvas = document.createElement("canvas");
    const scale = Math.min(1, width / sample.displayWidth);
    canvas.width = Math.round(sample.displayWidth * scale);
    canvas.height = Math.round(sample.displayHeight * scale);
    const context = canvas.getContext("2d");
    if (context !== null) sample.draw(context, 0, 0, canvas.width, canvas.height);
    sample.close();
    return canvas;
  }

  close(): void {
    this.input.dispose();
  }
}

async function videoOf(input: Input): Promise<InputVideoTrack> {
  try {
    const track = await input.getPrimaryVideoTrack();
    if (track !== null) return track;
  } catch {
    // not a container that anybody knows, or one that ends before it says what is in it
  }
  input.dispose();
  throw new Unplayable("no-film");
}

/** As a person holds it up, with square pixels: most films are so already and need no copy. */
async function upright(sample: VideoSample): Promise<VideoFrame | ImageBitmap> {
  const { displayWidth, displayHeight, rotation, flip } = sample;
  const square = sample.pixelAspectRatio.num === sample.pixelAspectRatio.den;
  if (rotation === 0 && !flip && square) return sample.toVideoFrame();
  const canvas = new OffscreenCanvas(displayWidth, displayHeight);
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("this browser gives no canvas to turn a picture on");
  sample.draw(context, 0, 0, displayWidth, displayHeight);
  return canvas.transferToImageBitmap();
}
