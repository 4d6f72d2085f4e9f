/** The camera: opens it, says when pictures come, when they stop and when they come again. */

import { LONGEST_DELAY_MS, pause } from "./clock";
import { inSight } from "./device";

export interface CameraEvents {
  /** The camera has gone (unplugged, refused) or has come (back). */
  came(on: boolean): void;
  /** It is there and sends no pictures just now: another program has it, or the machine is too busy. */
  silent(): void;
  /** A new picture stands in the video element; `captured_ms` on the clock that page and workers share. */
  picture(captured_ms: number): void;
}

const WANTED: MediaTrackConstraints = {
  facingMode: { ideal: "user" },
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30 },
};
const BACK_MS = 2500; // so long a camera may take to send pictures again after the page was hidden
const WIDE = /ultra|wide|0[.,]5/i;

export class Camera {
  /** Whether pictures are asked for: from `open` until `rest` or `close`. */
  wanted = false;
  private stream: MediaStream | null = null;
  private opening = false;
  private closed = false;

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly events: CameraEvents,
    private readonly devices: MediaDevices | undefined = navigator.mediaDevices,
  ) {
    this.devices?.addEventListener?.("devicechange", this.replugged);
    video.requestVideoFrameCallback?.(this.shown);
  }

  /** Opens the camera, the wider one if there is a choice. Never raises: `came(false)` tells that there is none. */
  async open(): Promise<void> {
    if (this.closed) return;
    this.wanted = true;
    if (this.opening) return;
    this.opening = true;
    try {
      this.use(await this.widest(await this.ask(WANTED)));
      if (!this.wanted) return;
      await this.video.play();
      this.events.came(true);
    } catch {
      if (this.wanted) this.events.came(false); // refused, missing or taken: the session goes on without it
    } finally {
      this.opening = false;
    }
  }

  /** No more pictures, until it is opened again. */
  rest(): void {
    this.wanted = false;
    stop(this.stream);
    this.stream = null;
    this.video.srcObject = null;
  }

  close(): void {
    this.closed = true;
    this.devices?.removeEventListener?.("devicechange", this.replugged);
    this.rest();
  }

  private ask(video: MediaTrackConstraints): Promise<MediaStream> {
    if (this.devices === undefined) throw new DOMException("no camera in this browser", "NotFoundError");
    return this.devices.getUserMedia({ video, audio: false });
  }

  /** The same camera zoomed out, or its wider neighbour: a small room needs the widest look. */
  private async widest(stream: MediaStream): Promise<MediaStream> {
    const track = stream.getVideoTracks()[0];
    const zoom = (track?.getCapabilities?.() as { zoom?: { min: number } } | undefined)?.zoom;
    if (zoom !== undefined) {
      await track
        ?.applyConstraints({ advanced: [{ zoom: zoom.min } as MediaTrackConstraintSet] })
        .catch(() => undefined);
    }
    const wider = await this.wider(track);
    if (wider === null) return stream;
    stop(stream);
    return this.ask({ ...WANTED, deviceId: { exact: wider } }).catch(() => this.ask(WANTED));
  }

  private async wider(track: MediaStreamTrack | undefined): Promise<string | null> {
    if (track === undefined || WIDE.test(track.label)) return null;
    const all = (await this.devices?.enumerateDevices()) ?? [];
    const front = all.filter(
      (d) => d.kind === "videoinput" && WIDE.test(d.label) && /front|user/i.test(d.label),
    );
    return front[0]?.deviceId ?? null;
  }

  private use(stream: MediaStream): void {
    if (!this.wanted) {
      stop(stream);
      return;
    }
    stop(this.stream);
    this.stream = stream;
    this.video.srcObject = stream;
    const track = stream.getVideoTracks()[0];
    track?.addEventListener("ended", () => void this.went(track));
    track?.addEventListener("mute", () => void this.went(track));
    track?.addEventListener("unmute", () => this.events.came(true));
  }

  /** Behind a locked screen or another app a browser sends no pictures: only who is back and sees none has no camera. */
  private async went(track: MediaStreamTrack): Promise<void> {
    if (!document.hidden) {
      this.tell(track);
      return;
    }
    await inSight();
    await pause(BACK_MS);
    const gone = track.readyState === "ended" || track.muted;
    if (gone && this.wanted && this.stream?.getVideoTracks()[0] === track) this.tell(track);
  }

  private tell({ readyState }: MediaStreamTrack): void {
    if (readyState === "ended") this.events.came(false);
    else this.events.silent();
  }

  private readonly replugged = (): void => {
    const live = this.stream?.getVideoTracks().some((track) => track.readyState === "live") ?? false;
    if (!live && this.stream !== null) void this.open();
  };

  private readonly shown = (at: number, picture: VideoFrameCallbackMetadata): void => {
    if (this.closed) return;
    this.video.requestVideoFrameCallback(this.shown);
    this.events.picture(performance.timeOrigin + captured(at, picture));
  };
}

/** Whether the browser will ask the runner first. Where it does not say, it may. */
export async function willAsk(): Promise<boolean> {
  if (navigator.mediaDevices === undefined) return false;
  const query = navigator.permissions?.query({ name: "camera" as PermissionName });
  const told = await query?.catch(() => undefined); // a browser that knows no such permission
  return told === undefined || told.state === "prompt";
}

/** When the picture was taken; the moment it was shown where the browser does not know or says nonsense. */
export function captured(at: number, picture: { captureTime?: number; presentationTime: number }): number {
  const time = picture.captureTime ?? picture.presentationTime;
  const delay = at - time;
  return delay < 0 || delay > LONGEST_DELAY_MS ? Math.min(at, picture.presentationTime) : time;
}

function stop(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}
