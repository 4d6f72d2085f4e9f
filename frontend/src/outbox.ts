/**
 * Keeps everything that was done until the server has it. An entry is stored before it is sent, stays until a 2xx, and is
 * tried again at every start, when the network comes back, and with growing pauses. Writing an entry again under the same
 * key replaces it, which is harmless: the server takes the same set twice. What the server will never take as it is, is set
 * aside: it stays too, and waits for the runner's word (`aside.ts`).
 */

import { Api, Refused, SignedOut } from "./api";
import { Database, result } from "./database";
import { owner } from "./owner";

export interface Entry {
  /** What it is about; also the order in which entries are sent: the database sorts by it. */
  key: string;
  method: "PUT" | "POST" | "DELETE";
  path: string;
  body: unknown;
  /** The session that it is of. */
  session?: string;
  /** Tells an entry from the one it replaced. */
  mark: string;
  /** Whose it is: it waits until that runner is here. */
  runner?: string | null;
  /** The server will not have it as it is. */
  aside?: boolean;
}

type Kept = Omit<Entry, "mark" | "runner" | "aside">;

export type Send = (method: string, path: string, body: unknown) => Promise<unknown>;

/** How the sending stands: `signed-out` waits for the link, `later` for the network or the server, `aside` for the runner. */
export type Standing = "empty" | "sending" | "later" | "signed-out" | "aside";

/** Where entries are kept. */
export interface Shelf {
  put(entry: Entry): Promise<void>;
  all(): Promise<Entry[]>;
  /** Removes an entry, or puts another one there instead, unless it has been replaced since. */
  settle(entry: Entry, instead?: Entry): Promise<void>;
}

/** What came of one try for every entry: what keeps some for later, if any are left, and how many are set aside. */
interface Round {
  left: Standing | null;
  aside: number;
}

const PAUSES_S = [1, 2, 5, 15, 60];
/** The entry, or what it is about, is being asked. */
const WAITS = Symbol("waits");
/** It was sent, and could not be taken off the shelf. */
const STAYS = Symbol("stays");

export class Outbox {
  standing: Standing = "empty";
  private flushing: Promise<void> | null = null;
  private again = false;
  /** The keys of what is being asked: it and what is about it wait for the answer. */
  private readonly asked = new Set<string>();
  private tries = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly shelf: Shelf,
    private readonly send: Send,
    private readonly changed: (standing: Standing) => void = () => undefined,
    private readonly whose = owner,
  ) {}

  /** Stores an entry and sets off the sending. Resolves once it is stored. */
  async keep(entry: Kept): Promise<void> {
    await this.shelf.put(this.marked(entry));
    void this.flush();
  }

  /** Stores an entry and sends it at once, past all others, for its answer. Where none comes the entry stays, and what came
   * instead is raised. */
  async ask(entry: Kept): Promise<unknown> {
    const marked = this.marked(entry);
    this.asked.add(entry.key);
    try {
      const stored = await succeeds(this.shelf.put(marked)); // what cannot be stored is sent all the same
      const answer = await this.send(entry.method, entry.path, entry.body);
      if (stored) await this.shelf.settle(marked).catch(() => undefined); // then it is sent once more, which does no harm
      return answer;
    } finally {
      this.asked.delete(entry.key);
      void this.flush();
    }
  }

  private marked(entry: Kept): Entry {
    return { ...entry, mark: crypto.randomUUID(), runner: this.whose() };
  }

  /** Everything of this runner that the server does not have yet. */
  async waiting(): Promise<Entry[]> {
    const whose = this.whose();
    return (await this.shelf.all()).filter(({ runner }) => runner == null || runner === whose);
  }

  /** What the server would not have. */
  async aside(): Promise<Entry[]> {
    return (await this.waiting()).filter(({ aside }) => aside === true);
  }

  /** Tries once more what was set aside. */
  async tryAgain(): Promise<void> {
    for (const entry of await this.aside()) await this.shelf.settle(entry, { ...entry, aside: false });
    await this.flush();
  }

  /** Forgets these, as they were when the runner saw them. */
  async letGo(entries: readonly Entry[]): Promise<void> {
    for (const entry of entries) await this.shelf.settle(entry);
    await this.flush();
  }

  /** Forgets an entry that is not on its way to an answer. */
  async drop(key: string): Promise<void> {
    if (this.asked.has(key)) return;
    for (const entry of await this.waiting()) if (entry.key === key) await this.shelf.settle(entry);
  }

  /** Sends all there is, one after the other. Resolves when it stopped, whatever came of it. */
  flush(): Promise<void> {
    this.again = true;
    this.flushing ??= this.run();
    return this.flushing;
  }

  private async run(): Promise<void> {
    clearTimeout(this.timer);
    let last: Round = { left: null, aside: 0 };
    try {
      while (this.again) {
        this.again = false;
        last = await this.round();
      }
    } catch {
      last = { left: "later", aside: 0 }; // what is stored could not be read: perhaps it can the next time
    } finally {
      this.flushing = null; // nothing was awaited since the last look: what comes from now on is another run
    }
    if (last.left === null) this.tries = 0;
    else this.tryLater();
    this.set(last.left ?? (last.aside > 0 ? "aside" : "empty"));
  }

  private tryLater(): void {
    const pause = PAUSES_S[Math.min(this.tries, PAUSES_S.length - 1)] ?? 60;
    this.tries += 1;
    this.timer = setTimeout(() => void this.flush(), pause * 1000);
  }

  /** One try for every entry; an entry that is refused does not hold up the others. A refusal is the last word only of a
   * server that had no trouble with what came before of the same session: a set is unknown to it as long as its session is. */
  private async round(): Promise<Round> {
    const entries = await this.waiting();
    const round: Round = { left: null, aside: entries.filter(({ aside }) => aside === true).length };
    const troubled = new Set<string | undefined>();
    for (const entry of entries.filter(({ aside }) => aside !== true)) {
      this.set("sending");
      const trouble = this.waits(entry) ? WAITS : await this.deliver(entry);
      if (trouble === null) continue;
      if (isFinal(trouble) && !troubled.has(entry.session) && (await this.setAside(entry))) {
        round.aside += 1;
        continue;
      }
      troubled.add(entry.session);
      round.left = standingAfter(trouble);
      if (trouble !== WAITS && trouble !== STAYS && !(trouble instanceof Refused)) break;
    }
    return round;
  }

  private waits({ key }: Entry): boolean {
    return [...this.asked].some((asked) => key.startsWith(asked));
  }

  private async deliver(entry: Entry): Promise<unknown> {
    try {
      await this.send(entry.method, entry.path, entry.body);
    } catch (trouble) {
      return trouble;
    }
    return (await succeeds(this.shelf.settle(entry))) ? null : STAYS;
  }

  /** Whether it could be noted that the server will not have it; a full device notes nothing, and asks again later. */
  private setAside(entry: Entry): Promise<boolean> {
    return succeeds(this.shelf.settle(entry, { ...entry, aside: true }));
  }

  private set(standing: Standing): void {
    if (this.standing === standing) return;
    this.standing = standing;
    this.changed(standing);
  }
}

function standingAfter(trouble: unknown): Standing {
  if (trouble === WAITS) return "sending";
  return trouble instanceof SignedOut ? "signed-out" : "later";
}

function succeeds(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}

function isFinal(trouble: unknown): boolean {
  return trouble instanceof Refused && trouble.final;
}

/** The outbox of this browser, sending through `api`. */
export async function openOutbox(api = new Api(), changed?: (standing: Standing) => void): Promise<Outbox> {
  const outbox = new Outbox(await openShelf(), (method, path, body) => api.send(method, path, body), changed);
  globalThis.addEventListener?.("online", () => void outbox.flush());
  return outbox;
}

/** The shelf in IndexedDB; where the browser has none (some private windows), or no room, in memory. */
export async function openShelf(name = "hamstride-outbox"): Promise<Shelf> {
  const disk = new DatabaseShelf(new Database(name, "entries"));
  const there = (await succeeds(disk.all())) || (await succeeds(disk.all())); // not for a moment's trouble
  return there ? new RoomyShelf(disk) : new MemoryShelf(); // what is sent at once is kept by the server in any case
}

export class MemoryShelf implements Shelf {
  private readonly entries = new Map<string, Entry>();

  async put(entry: Entry): Promise<void> {
    this.entries.set(entry.key, entry);
  }

  async all(): Promise<Entry[]> {
    return [...this.entries.values()].sort(byKey);
  }

  async settle(entry: Entry, instead?: Entry): Promise<void> {
    if (this.entries.get(entry.key)?.mark !== entry.mark) return;
    if (instead === undefined) this.entries.delete(entry.key);
    else this.entries.set(entry.key, instead);
  }
}

/** What the disk does not take, being full, is kept as long as the page lives, and stands before what the disk has of it. */
class RoomyShelf implements Shelf {
  private readonly spare = new MemoryShelf();
  private readonly older = new Map<string, Entry>(); // what the disk has of what is in `spare`

  constructor(private readonly disk: Shelf) {}

  async put(entry: Entry): Promise<void> {
    const stored = await succeeds(this.disk.put(entry));
    const found = await (stored ? this.spare : this.disk).all().catch(() => []);
    const before = found.find(({ key }) => key === entry.key);
    if (!stored) {
      await this.spare.put(entry);
      if (before !== undefined) this.older.set(entry.key, before);
      return;
    }
    if (before !== undefined) await this.spare.settle(before);
    this.older.delete(entry.key);
  }

  async all(): Promise<Entry[]> {
    const spare = await this.spare.all();
    const newer = new Set(spare.map(({ key }) => key));
    const stored = (await this.disk.all()).filter(({ key }) => !newer.has(key));
    return [...stored, ...spare].sort(byKey);
  }

  async settle(entry: Entry, instead?: Entry): Promise<void> {
    const spared = (await this.spare.all()).some(({ key }) => key === entry.key);
    if (!spared) return this.disk.settle(entry, instead);
    const older = this.older.get(entry.key);
    await this.spare.settle(entry, instead);
    if (older !== undefined) await this.disk.settle(older);
  }
}

function byKey(a: Entry, b: Entry): number {
  return a.key < b.key ? -1 : 1;
}

class DatabaseShelf implements Shelf {
  constructor(private readonly database: Database) {}

  put(entry: Entry): Promise<void> {
    return this.database.change(async (store) => void store.put(entry));
  }

  all(): Promise<Entry[]> {
    return this.database.all();
  }

  settle(entry: Entry, instead?: Entry): Promise<void> {
    return this.database.change(async (store) => {
      const now = (await result(store.get(entry.key))) as Entry | undefined;
      if (now?.mark !== entry.mark) return;
      if (instead === undefined) store.delete(entry.key);
      else store.put(instead);
    });
  }
}
