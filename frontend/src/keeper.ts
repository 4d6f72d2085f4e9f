/** Where a session comes from and where what was done of it goes: the server, or this browser until the server answers. */

import type { Api, PainAnswer, SessionAnswer, StartRequest } from "./api";
import { daysAfter, latest, localTime, pause } from "./clock";
import * as kept from "./kept";
import type { Outbox } from "./outbox";
import { PAIN, VALUES } from "./rules.gen";
import type { Answers } from "./summary";
import type { PainReported, SetRecord } from "./types.gen";

const ANSWER_MS = 8000;
const PAIN_MS = 2000; // nobody in pain waits longer for what to do

/** What comes after a session, and what was reported to hurt in it, in words; and what may follow it. */
export interface Next {
  lines: string[];
  hurt: string[];
  /** How long the stretches take that may follow at once. */
  stretch_minutes: number | null;
}

/** The session from the server; where it does not answer, one that this browser keeps. Raises what the silence raised. */
export async function sessionFor(
  request: StartRequest,
  api: Pick<Api, "session">,
  outbox: Outbox,
): Promise<SessionAnswer> {
  try {
    return await Promise.race([api.session(request), silence(ANSWER_MS)]);
  } catch (error) {
    const found = error instanceof TypeError ? await kept.find(request, localTime().slice(0, 10)) : null;
    if (found === null) throw error;
    const { uuid } = found.answer.session;
    const body = { ...found.answer.session, declarations: {} };
    const entry = {
      key: `0 ${uuid}`,
      session: uuid,
      method: "PUT",
      path: `/sessions/${uuid}`,
      body,
    } as const;
    if (found.fresh) await outbox.keep(entry);
    return found.answer;
  }
}

/** A server that does not answer for so long is as good as none. */
function silence(ms: number): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new TypeError("the server does not answer")), ms);
  });
}

/** Keeps what is done of one session. Of a trial (`trial` of its answer) nothing is kept. */
export class Keeper {
  /** Every set so far, as it last stood. */
  readonly records = new Map<string, SetRecord>();
  private over = false;
  /** The last report of a pain. */
  private pained: string | null = null;
  /** It hurts, and where and how much is not told yet. */
  private untold = false;
  private readonly slips = new Set<string>(); // reports that were taken back
  private readonly high = new Map<string, string>(); // those that make another one, up to this day, the second of the week

  constructor(
    private readonly api: Pick<Api, "send">,
    private readonly outbox: Outbox,
    private readonly answer: SessionAnswer,
  ) {}

  get trial(): boolean {
    return this.answer.trial === true;
  }

  private get session(): string {
    return this.answer.session.uuid;
  }

  /** Whether the server would not have some of this session. */
  async refused(): Promise<boolean> {
    return (await this.outbox.aside()).some(({ session }) => session === this.session);
  }

  /** Whether the server has all of this session. */
  async sent(): Promise<boolean> {
    return !(await this.outbox.waiting()).some(({ session }) => session === this.session);
  }

  /** Takes in what was done of this session before, what the server has of it and what it has not. */
  async takeUp(): Promise<void> {
    const waiting = await this.outbox.waiting().catch(() => []);
    const bodies = waiting.map((entry) => entry.body as Partial<SetRecord>);
    const mine = bodies.filter(
      (body): body is SetRecord => body.format === "hamstride-set/1" && body.session === this.session,
    );
    for (const record of [...this.answer.done, ...mine]) this.records.set(record.uuid, record);
    const back = new Set(waiting.map(({ path }) => path));
    const pains = waiting.filter(({ path, session }) => path === "/pain" && session === this.session);
    for (const body of pains.map((entry) => entry.body as PainReported & { uuid: string })) {
      if (!back.has(`/pain/${body.uuid}`)) this.known(body.uuid, body);
    }
  }

  /** A set as it stands now. Resolves once it is stored. */
  async set(record: SetRecord): Promise<void> {
    this.records.set(record.uuid, record);
    if (this.trial) return;
    const { session, uuid } = record;
    const key = `1 ${session} ${String(record.index).padStart(3, "0")} ${uuid}`;
    await this.outbox.keep({ key, session, method: "PUT", path: `/sets/${uuid}`, body: record });
    if (!this.over) await this.keepGoing();
  }

  private keepGoing(): Promise<void> {
    const high = Object.fromEntries(this.high);
    return kept.keepGoing(this.answer, [...this.records.values()], high).catch(() => undefined);
  }

  /** Whether a pain was reported in this session, also before the page was loaded again. */
  get hurt(): boolean {
    return this.pained !== null || [...this.records.values()].some(({ outcome }) => outcome === "pain");
  }

  /** It hurts, and where and how much is still to be told. Resolves once it is stored: Today asks, if this page does not live
   * to. Once is enough until it is told. */
  async hurts(): Promise<void> {
    if (this.trial || this.untold) return;
    this.untold = true;
    await this.mark(true);
  }

  /** There is nothing to tell any more: the report does, or it was a slip of the finger. */
  async told(): Promise<void> {
    if (!this.untold) return;
    this.untold = false;
    await this.mark(false);
  }

  private async mark(hurt: boolean): Promise<void> {
    const { session } = this;
    const path = `/sessions/${session}/hurts`;
    await this.outbox.keep({ key: `2 ${session} hurts`, session, method: "PUT", path, body: { hurt } });
  }

  /** Asks what next after a pain. Where nobody answers soon the report is kept, and the answer that came with the session holds;
   * `null` where it has none and nobody answers later (the coach's own questions stand until then), or where it was taken back
   * before the answer came. */
  async pain(report: PainReported): Promise<PainAnswer | null> {
    const uuid = crypto.randomUUID();
    this.pained = uuid;
    const asked = this.report(uuid, report);
    const known = this.known(uuid, report);
    const until = this.high.get(uuid);
    if (until !== undefined) void kept.keepHigh(uuid, until).catch(() => undefined); // the page may be loaded again
    void this.told(); // stored after the report, so that one of them always is
    const answer = (await Promise.race([asked, pause(PAIN_MS)])) ?? known ?? (await asked);
    return this.slips.has(uuid) ? null : answer;
  }

  private known(
    uuid: string,
    { exercise, place, score = VALUES.WORST_PAIN }: PainReported,
  ): PainAnswer | null {
    const again = this.answer.session.date <= (this.againUntil ?? "");
    if (score > PAIN.MODERATE) this.high.set(uuid, daysAfter(localTime().slice(0, 10), PAIN.WEEK_DAYS - 1));
    const found = this.answer.pains?.[exercise]?.[place]?.find(({ to }) => score <= to);
    if (found?.again === undefined) return found ?? null;
    return again ? { ...found, lines: found.again } : found;
  }

  /** Up to which day a high pain is not the first one of the week. */
  private get againUntil(): string | undefined {
    return latest(this.answer.again_until, ...this.high.values());
  }

  private async report(
    uuid: string,
    { exercise, side, place, score }: PainReported,
  ): Promise<PainAnswer | null> {
    const { session } = this;
    const body = { uuid, ...(this.trial ? {} : { session }), exercise, side, place, score };
    try {
      const answer = await this.outbox.ask({
        key: `2 ${uuid}`,
        session,
        method: "POST",
        path: "/pain",
        body,
      });
      return (await (answer as Response).json()) as PainAnswer;
    } catch {
      return null;
    }
  }

  /** The last report of a pain was a slip of the finger. Resolves once the wish is stored. It is sent after a report that is on
   * its way, and in the place of one that is not: who knows whether that has arrived before. */
  async takePainBack(): Promise<void> {
    const uuid = this.pained;
    this.pained = null;
    if (uuid === null) return;
    this.slips.add(uuid);
    if (this.high.delete(uuid)) void kept.dropHigh(uuid).catch(() => undefined);
    const { session } = this;
    const back = {
      key: `2 ${uuid} back`,
      session,
      method: "DELETE",
      path: `/pain/${uuid}`,
      body: {},
    } as const;
    await this.outbox.keep(back);
    await this.outbox.drop(`2 ${uuid}`);
  }

  /** What comes after this session; `null` where nobody answers. */
  async next(): Promise<Next | null> {
    if (this.trial) return null;
    try {
      const answer = await this.api.send("GET", `/sessions/${this.session}/next`);
      return (await answer.json()) as Next;
    } catch {
      return null;
    }
  }

  /** The session is over; again with every answer to its questions. */
  async end(complete: boolean, answers: Answers): Promise<void> {
    this.over = true;
    void kept.forgetGoing().catch(() => undefined);
    if (this.trial) return;
    const body = { complete, ...answers };
    await this.outbox.keep({ ...this.ending, method: "PUT", body });
  }

  /** It is not over after all. Resolves once that is stored, in the place of its end if the server has not heard of that yet. */
  async goesOn(): Promise<void> {
    this.over = false;
    await this.outbox.keep({ ...this.ending, method: "DELETE", body: {} });
    await this.keepGoing();
  }

  private get ending(): { key: string; session: string; path: string } {
    const { session } = this;
    return { key: `3 ${session}`, session, path: `/sessions/${session}/end` };
  }
}
