/** The server's API: same origin, session cookie, CSRF header. */

import { owner } from "./owner";
import type { Drawn } from "./sheet";
import type { PainPlace, RunnerProfile, Session, SetRecord } from "./types.gen";

/** What to start: a routine, one exercise, or a session that was left. */
export type StartRequest =
  | { routine: string; shorter?: boolean; longer?: boolean; source?: string }
  | { exercise: string; variant?: string; trial?: boolean; source?: string }
  | { resume: string };

/** Figures by `exercise/variant`: 24 frames from rest to top of 33 points (x, y), and width over height; the drawn person too,
 * where there is one. */
export type Figures = Record<
  string,
  { frames: [number, number][][]; aspect: number; drawn?: Drawn | null | undefined }
>;

export interface SessionAnswer {
  session: Session;
  /** A trial: nothing of it is kept. */
  trial?: boolean;
  done: SetRecord[];
  figures: Figures;
  /** What follows from "it hurts", for when nobody answers; a session that was kept long ago has none. */
  pains?: Pains;
  /** Up to this day a high pain is not the first one of the week. */
  again_until?: string | undefined;
}

/** What comes next after "it hurts", in words, and as the rules decide. */
export interface PainAnswer {
  lines: string[];
  then: string;
}

/** The answer to pains of numbers up to `to`; `again` has its lines where it is not the first high one of the week. */
export interface KnownAnswer extends PainAnswer {
  to: number;
  again?: string[];
}

/** By exercise and place the answers to a pain of each number: of the first one whose `to` is not below it. */
export type Pains = Record<string, Partial<Record<PainPlace, KnownAnswer[]>>>;

/** The link must be opened again: nobody is signed in. */
export class SignedOut extends Error {}

/** Answers that the same request would get again and again: malformed, unknown, contradicting, gone, too large. */
const FINAL: readonly number[] = [400, 404, 409, 410, 413, 422];

/** The server answered, but not with what was asked for; `final` where asking again is in vain. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly final = false,
  ) {
    super(`the server answered ${status}`);
  }
}

export class Api {
  private csrf: string | null = null;

  constructor(
    private readonly ask: typeof fetch = (input, init) => fetch(input, init),
    private readonly root = "/api",
    private readonly whose = owner,
  ) {}

  /** Who is signed in; renews the CSRF mark. Raises `SignedOut`. */
  async me(): Promise<RunnerProfile> {
    const answer = await this.within("/me", { credentials: "same-origin", cache: "no-store" });
    if (answer.status === 401) throw new SignedOut();
    if (!answer.ok) throw new Refused(answer.status);
    const { csrf, runner } = (await answer.json()) as { csrf: string; runner: RunnerProfile };
    this.csrf = csrf;
    return runner;
  }

  /** The session to lead: a new one, or one that was left. */
  async session(request: StartRequest): Promise<SessionAnswer> {
    const answer =
      "resume" in request
        ? await this.send("GET", `/sessions/${request.resume}`)
        : await this.send("POST", "/sessions", request);
    return (await answer.json()) as SessionAnswer;
  }

  /**
   * Sends `body`; on 401 or 403 renews the CSRF mark and the session once and tries again.
   * Raises `SignedOut`, `Refused` with the status, or `TypeError` when there is no network.
   */
  async send(method: string, path: string, body?: unknown): Promise<Response> {
    if (this.csrf === null && method !== "GET") await this.me();
    let answer = await this.once(method, path, body);
    if (answer.status === 401 || answer.status === 403) {
      await this.me();
      answer = await this.once(method, path, body);
    }
    if (answer.status === 401) throw new SignedOut();
    if (!answer.ok) throw new Refused(answer.status, FINAL.includes(answer.status) && (await isOurs(answer)));
    return answer;
  }

  private once(method: string, path: string, body: unknown): Promise<Response> {
    const init: RequestInit = { method, credentials: "same-origin", headers: { Accept: "application/json" } };
    const whose = this.whose(); // the server refuses what belongs to somebody else than who is signed in by now
    if (whose !== null) init.headers = { ...init.headers, "X-Runner": whose };
    if (body !== undefined) {
      const text = JSON.stringify(body);
      init.body = text;
      init.keepalive = text.length < KEEPALIVE_LIMIT;
    }
    if (method !== "GET") {
      init.headers = { ...init.headers, "Content-Type": "application/json", "X-CSRFToken": this.csrf ?? "" };
    }
    return this.within(path, init);
  }

  /** A request whose answer does not come, or not to its end, is given up: what waits behind it would wait for ever. */
  private within(path: string, init: RequestInit): Promise<Response> {
    const over = new AbortController();
    setTimeout(() => over.abort(new TypeError("the server does not answer")), MOST_MS); // of no effect on what is over
    return this.ask(this.root + path, { ...init, signal: over.signal });
  }
}

/** Whether Hamstride itself refused, and said why; what stands in front of it or in its place says something else. */
async function isOurs(answer: Response): Promise<boolean> {
  const said: unknown = await answer.json().catch(() => null);
  return typeof (said as { problem?: unknown } | null)?.problem === "string";
}

const MOST_MS = 20_000;

/** Browsers refuse a body of 64 KiB in a request that outlives the page. */
const KEEPALIVE_LIMIT = 60_000;
