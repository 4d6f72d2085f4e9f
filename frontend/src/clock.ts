/**
 * One clock for the coach out of two sources: frames carry the time they were captured, ticks come now.
 *
 * A frame arrives some time after it was captured. Ticks are therefore held back by the greatest delay seen lately, so
 * that a frame keeps its true time and the clock still never runs backwards. All times in milliseconds in, seconds out.
 */
export class CoachClock {
  private last_ms = 0;
  private delay_ms = 0;

  constructor(private readonly zero_ms: number) {}

  /** Seconds of a frame captured at `captured_ms` that is here at `now_ms`. */
  frame(captured_ms: number, now_ms: number): number {
    const delay = now_ms - captured_ms;
    this.delay_ms = Math.min(LONGEST_DELAY_MS, Math.max(delay, this.delay_ms * FORGET));
    return this.rise(delay > LONGEST_DELAY_MS || delay < 0 ? now_ms : captured_ms);
  }

  /** Seconds of a tick or a tap at `now_ms`. */
  tick(now_ms: number): number {
    return this.rise(now_ms - this.delay_ms);
  }

  /** No frames are to be waited for any more. */
  framesOver(): void {
    this.delay_ms = 0;
  }

  private rise(at_ms: number): number {
    this.last_ms = Math.max(this.last_ms + SMALLEST_STEP_MS, at_ms - this.zero_ms);
    return this.last_ms / 1000;
  }
}

/** How long something took, without the time that it stood still. */
export class Stopwatch {
  private still_ms = 0;
  private since_ms: number | null = null;

  constructor(private readonly begun_ms: number) {}

  /** It stands still from now on, or goes on. */
  stand(still: boolean, at_ms: number): void {
    this.still_ms += at_ms - (this.since_ms ?? at_ms);
    this.since_ms = still ? at_ms : null;
  }

  took(at_ms: number): number {
    return at_ms - this.begun_ms - this.still_ms - (at_ms - (this.since_ms ?? at_ms));
  }
}

/** A picture that seems to be older than this tells a wrong time. */
export const LONGEST_DELAY_MS = 1500;
const FORGET = 0.98;
const SMALLEST_STEP_MS = 0.1;

/** Now, in milliseconds on the clock that a page shares with its workers. */
export function now(): number {
  return performance.timeOrigin + performance.now();
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** The day so many days after another one. */
export function daysAfter(day: string, days: number): string {
  const at = new Date(`${day}T00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** The latest of some days, as far as there is one. */
export function latest(...days: (string | undefined)[]): string | undefined {
  return days.reduce((last, day) => ((day ?? "") > (last ?? "") ? day : last), undefined);
}

/** The runner's local date and time, without a zone. */
export function localTime(at = new Date()): string {
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}
