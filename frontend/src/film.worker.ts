/** Watches a whole film: our own Python, in Pyodide, fed with the landmarks of each picture. JSON in, JSON out. */

import type { PoseFrame } from "./bridge";
import { loadPython, rows } from "./python";
import type { Side } from "./types.gen";

/** What the film's worker is told: where Python is, which exercise it is, each picture, and that it was the last. */
export type ToFilm =
  | { type: "load"; engine: string; pyodide: string }
  | { type: "start"; film: FilmStart }
  | { type: "frame"; frame: PoseFrame }
  | { type: "finish" };

export interface FilmStart {
  declaration: unknown;
  variant: string | null;
  side: string;
  language: string;
}

/** One repetition (`top`, `low`: the ends of lift and hold) or one hold, in seconds. `number` is null for a half lift. */
export interface Span {
  number: number | null;
  start: number;
  top?: number;
  low?: number;
  end: number;
}

export interface Mark {
  /** In seconds, and in words. */
  t: number;
  time: string;
  side: Side | null;
  says: string;
  where: string;
  better: string;
  /** The instant that shows it best, with 33 × (x, y, visibility). */
  still: { t: number; points: [number, number, number][] | null } | null;
}

/** What came of a film, in words and numbers (`hamstride.coach.film.Film.finish`). */
export interface Story {
  headline: string;
  lines: string[];
  columns: string[];
  /** How many columns there are before those of words. */
  numbers: number;
  rows: string[][];
  name: string;
  curve: [number, number | null][];
  spans: Span[];
  gaps: { start: number; end: number }[];
  marks: Mark[];
  seconds: number;
}

export type FromFilm =
  | { type: "counted"; count: number }
  | { type: "finished"; story: Story }
  | { type: "failed"; reason: string };

interface FilmModule {
  start(json: string): void;
  receive(json: string): number;
  finish(): string;
}

const scope = self as unknown as DedicatedWorkerGlobalScope;
let python: FilmModule | null = null;

let work: Promise<void> = Promise.resolve();

/** One message after the other: what comes while Python is still loading waits for it. */
scope.onmessage = ({ data }: MessageEvent<ToFilm>): void => {
  work = work
    .then(() => handle(data))
    .catch((error: unknown) => post({ type: "failed", reason: String(error) }));
};

async function handle(message: ToFilm): Promise<void> {
  if (message.type === "load") {
    python = await loadPython<FilmModule>(message.engine, message.pyodide, "hamstride.coach.film");
    return;
  }
  if (python === null) throw new Error(`"${message.type}" came before Python was loaded`);
  if (message.type === "start") python.start(JSON.stringify(message.film));
  else if (message.type === "frame") post({ type: "counted", count: watch(python, message.frame) });
  else post({ type: "finished", story: JSON.parse(python.finish()) as Story });
}

function watch(film: FilmModule, { captured_ms, points, world, ...rest }: PoseFrame): number {
  const landmarks = { points: rows(points, 4), world: rows(world, 3) };
  return film.receive(JSON.stringify({ t_s: captured_ms / 1000, ...landmarks, ...rest }));
}

function post(message: FromFilm): void {
  scope.postMessage(message);
}
