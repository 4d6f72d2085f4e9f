/**
 * Sessions that this browser keeps to be led without a connection: one of each routine as the server last made it, and the
 * one that is going on. Where the browser keeps nothing (some private windows) there is nothing to go on with.
 */

import type { Pains, SessionAnswer, StartRequest } from "./api";
import { latest } from "./clock";
import { Database, result } from "./database";
import { owner } from "./owner";
import type { Exercise, Session, SetPlan, SetRecord } from "./types.gen";

const GOING_ON = "going-on";
const DATABASE = new Database("hamstride-kept", "sessions");

/** A session by what starts it: the id of its routine, or `going-on`. */
export interface KeptSession extends SessionAnswer {
  key: string;
  title: string;
  /** The same, shorter or longer than usual, where that is another. */
  lengths?: Lengths;
  /** After a long gap the shorter one comes first. */
  lead_shorter?: boolean;
  /** Reports of high pains told on this device since: each, and up to which day none is the first one of the week. */
  high?: Highs;
  /** Whose it is. */
  runner: string | null;
}

type Highs = Record<string, string>;

/** What the server makes for this purpose (`GET /api/offline`). */
export interface ForLater {
  sessions: (SessionAnswer & { title: string; lengths?: Lengths; lead_shorter?: boolean })[];
}

type Lengths = Partial<Record<(typeof LENGTHS)[number], SessionAnswer>>;
const LENGTHS = ["shorter", "longer"] as const;

/** Keeps the sessions of all routines in the place of those kept before, whosever: what is left out by now is gone. The one
 * that is going on stays, and knows of a pain told elsewhere. All in one change, for it may go on in another tab. */
export async function keepForLater({ sessions }: ForLater): Promise<void> {
  const runner = owner();
  await DATABASE.change(async (store) => {
    const before = mine(await result<KeptSession[]>(store.getAll()));
    store.clear();
    for (const each of before.filter(({ key }) => key === GOING_ON)) {
      const again_until = latest(...sessions.map((made) => made.again_until));
      store.put({ ...retold(each, sessions), again_until });
    }
    for (const each of sessions) store.put({ ...each, key: each.session.routine, runner });
  });
}

/** A session that is going on in the language of those made today, as far as these have its exercises. */
function retold(going: KeptSession, sessions: ForLater["sessions"]): KeptSession {
  const { session } = going;
  const made = sessions.flatMap((each) => [each, ...Object.values(each.lengths ?? {})]);
  const known: Session["declarations"] = Object.assign({}, ...made.map((each) => each.session.declarations));
  const [language, wanted] = [sessions[0]?.session.language, Object.keys(session.declarations)];
  const same = wanted.every((id) => id in known) && session.sets.every((plan) => isDone(plan, known));
  if (language === undefined || language === session.language || !same) return going;
  const declarations = Object.fromEntries(wanted.map((id) => [id, known[id]])) as Session["declarations"];
  const routine = sessions.find((each) => each.session.routine === session.routine);
  const title = routine?.title ?? titleOf(declarations[session.routine]) ?? going.title;
  const pains: Pains = Object.assign({}, ...made.map((each) => each.pains));
  return { ...going, title, session: { ...session, language, declarations }, pains };
}

/** Whether an exercise is still done the way that was planned. */
function isDone({ exercise, variant }: SetPlan, known: Session["declarations"]): boolean {
  return variant === undefined || variant in (known[exercise] as Exercise).variants;
}

function titleOf(declaration: unknown): string | undefined {
  return (declaration as Exercise | undefined)?.text.title;
}

/** Keeps the session that is going on, with what was done of it. Of a high pain it knows as before, be it told elsewhere. */
export async function keepGoing(
  answer: SessionAnswer,
  done: readonly SetRecord[],
  told: Highs = {},
): Promise<void> {
  const { routine, declarations } = answer.session;
  await DATABASE.change(async (store) => {
    const kept = mine(await result<KeptSession[]>(store.getAll()));
    const before = kept.find(({ key }) => key === GOING_ON);
    const title = titleOf(declarations[routine]) ?? kept.find(({ key }) => key === routine)?.title ?? "";
    const same = before?.session.uuid === answer.session.uuid ? before : undefined;
    const again_until = latest(same?.again_until, answer.again_until);
    const high = { ...before?.high, ...told };
    store.put({ ...answer, again_until, high, done: [...done], key: GOING_ON, title, runner: owner() });
  });
}

/** A high pain was told: up to this day another one is not the first of the week, in whatever is kept. The server, which knows,
 * may not answer. */
export function keepHigh(report: string, until: string): Promise<void> {
  return changeHighs((high) => ({ ...high, [report]: until }));
}

/** It was a slip of the finger: in what is kept, all is as without it. */
export function dropHigh(report: string): Promise<void> {
  return changeHighs(({ [report]: _, ...others }) => others);
}

async function changeHighs(changed: (high: Highs) => Highs): Promise<void> {
  await DATABASE.change(async (store) => {
    for (const each of mine(await result<KeptSession[]>(store.getAll()))) {
      store.put({ ...each, high: changed(each.high ?? {}) });
    }
  });
}

/** The session that was going on is over. */
export async function forgetGoing(): Promise<void> {
  await DATABASE.change(async (store) => void store.delete(GOING_ON));
}

/** All that is kept of this runner, the one that is going on first. */
export async function all(): Promise<KeptSession[]> {
  const found = mine(await DATABASE.all<KeptSession>()).map(({ high = {}, ...each }) => ({
    ...each,
    again_until: latest(each.again_until, ...Object.values(high)),
  }));
  return found.sort((a, b) => Number(b.key === GOING_ON) - Number(a.key === GOING_ON));
}

function mine(found: KeptSession[]): KeptSession[] {
  return found.filter(({ runner = null }) => runner === owner());
}

/** A session for a request, as far as one is kept; `fresh` says that the server does not know of it. */
export async function find(
  request: StartRequest,
  today: string,
): Promise<{ answer: SessionAnswer; fresh: boolean } | null> {
  const kept = await all().catch(() => []);
  if ("resume" in request) {
    const answer = kept.find(({ session }) => session.uuid === request.resume);
    return answer === undefined ? null : { answer, fresh: false };
  }
  if (!("routine" in request)) return null;
  const usual = kept.find(({ key }) => key === request.routine);
  if (usual === undefined) return null;
  const length = LENGTHS.find((each) => request[each] === true);
  const { session, figures, pains } = (length === undefined ? undefined : usual.lengths?.[length]) ?? usual;
  const answer = {
    session: anew(session, request, today),
    done: [],
    figures,
    again_until: usual.again_until,
  };
  return { answer: pains === undefined ? answer : { ...answer, pains }, fresh: true };
}

/** The same session for another day, under its own name. */
function anew(session: Session, request: StartRequest, today: string): Session {
  const source = "source" in request ? { source: request.source as Session["source"] } : {};
  return { ...session, ...source, uuid: crypto.randomUUID(), date: today };
}
