/** Runs the coach: our own Python, in Pyodide, fed with frames straight from the pose worker. JSON in, JSON out. */

import type { CoachStart, FromCoach, PoseFrame, ToCoach } from "./bridge";
import { CoachClock, now } from "./clock";
import { loadPython, rows } from "./python";
import type { Output } from "./types.gen";

/** `hamstride.coach.bridge`. */
interface Bridge {
  start(json: string): void;
  receive(json: string): string;
}

const TICK_MS = 50;
const scope = self as unknown as DedicatedWorkerGlobalScope;
let bridge: Bridge | null = null;
let clock = new CoachClock(0);
let ticking = 0;
let framed_ms = 0;

scope.onmessage = (event: MessageEvent<ToCoach>): void => {
  const message = event.data;
  const work = HANDLERS[message.type] as (message: ToCoach) => void | Promise<void>;
  guarded(() => work(message));
};

const HANDLERS: { [T in ToCoach["type"]]: (message: ToCoach & { type: T }) => void | Promise<void> } = {
  load: async ({ engine, pyodide }) => {
    bridge = await loadPython<Bridge>(engine, pyodide, "hamstride.coach.bridge");
    post({ type: "ready" });
  },
  frames: ({ port }) => {
    port.onmessage = (event: MessageEvent<PoseFrame>) => guarded(() => frame(event.data));
  },
  start: ({ start, zero_ms }) => begin(start, zero_ms),
  tap: ({ type: kind, ...pressed }) => receive({ kind, t_s: clock.tick(now()), ...pressed }),
  camera: ({ on }) => {
    if (!on) clock.framesOver();
    receive({ kind: "camera", t_s: clock.tick(now()), on });
  },
  battery: () => receive({ kind: "battery", t_s: clock.tick(now()) }),
  voice: ({ voice }) => receive({ kind: "voice", t_s: clock.tick(now()), voice }),
};

function begin(start: CoachStart, zero_ms: number): void {
  clearInterval(ticking);
  clock = new CoachClock(zero_ms);
  bridge?.start(JSON.stringify(start));
  tick();
  ticking = setInterval(() => guarded(tick), TICK_MS);
}

function tick(): void {
  const at = now();
  if (at - framed_ms > 2 * TICK_MS) receive({ kind: "tick", t_s: clock.tick(at) });
}

function frame({ captured_ms, points, world, ...rest }: PoseFrame): void {
  if (ticking === 0) return;
  framed_ms = now();
  const t_s = clock.frame(captured_ms, framed_ms);
  receive({ kind: "frame", t_s, points: rows(points, 4), world: rows(world, 3), ...rest });
}

function receive(input: object): void {
  const json = bridge?.receive(JSON.stringify(input)) ?? "[]";
  const outputs = JSON.parse(json, (_, value: unknown) => value ?? undefined) as Output[];
  if (outputs.length > 0) post({ type: "outputs", outputs });
}

function guarded(work: () => void | Promise<void>): void {
  const failed = (error: unknown): void => {
    clearInterval(ticking);
    ticking = 0;
    post({ type: "failed", reason: String(error) });
  };
  try {
    Promise.resolve(work()).catch(failed);
  } catch (error) {
    failed(error);
  }
}

function post(message: FromCoach): void {
  scope.postMessage(message);
}
