/**
 * Keeps everything that was done until the server has it. An entry is stored before it is sent, stays until a 2xx, and is
 * tried again at every start, when the network comes back, and with growing pauses. Writing an entry again under the same
 * key replaces it, which is harmless: the server takes the same set twice. What the server will never take as it is, is set
 * aside: it stays too, and waits for the runner's word (`aside.ts`).
 */

import { Api, Refused, SignedOut } from "./api";
import { owner } from "./owner";

export interface Entry {
  /** What it is about; also the order in which entries are sent: the database sorts by it. */
  key: string;
  method: "PUT" | "POST" | "DELETE";
  path: string;
  body: unknown;
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

const PAUSES_S = [1, 2, 5, 15, 60];

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
      const put = this.shelf.put(marked);
      const stored = await put.then(
        () => true,
        () => false, // what cannot be stored is sent all the same
      );
      const answer = await this.send(entry.method, entry.path, entry.body);
      if (stored) await this.shelf.settle(marked);
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

  /** Forgets what was set aside. */
  async letGo(): Promise<void> {
    for (const entry of await this.aside()) await this.shelf.settle(entry);
    await this.flush();
  }

  /** Sends all there is, one after the other. Resolves when it stopped, whatever came of it. */
  flush(): Promise<void> {
    this.again = true;
    this.flushing ??= this.run().finally(() => {
      this.flushing = null;
    });
    return this.flushing;
  }

  private async run(): Promise<void> {
    clearTimeout(this.timer);
    let left = 0;
    while (this.again) {
      this.again = false;
      left = await this.round();
    }
    if (left === 0) {
      this.tries = 0;
      this.set((await this.aside()).length > 0 ? "aside" : "empty");
      return;
    }
    const pause = PAUSES_S[Math.min(this.tries, PAUSES_S.length - 1)] ?? 60;
    this.tries += 1;
    this.timer = setTimeout(() => void this.flush(), pause * 1000);
  }

  /** One try for every entry; an entry that is refused does not hold up the others. Gives how many are left. A refusal is the
   * last word only of a server that had no trouble with what came before: a set is unknown to it as long as its session is. */
  private async round(): Promise<number> {
    let left = 0;
    for (const entry of (await this.waiting()).filter(({ aside }) => aside !== true)) {
      this.set("sending");
      if (this.waits(entry)) {
        left += 1;
        continue;
      }
      const trouble = await this.deliver(entry);
      if (trouble === null) continue;
      if (left === 0 && trouble instanceof Refused && trouble.final) {
        await this.shelf.settle(entry, { ...entry, aside: true });
        continue;
      }
      left += 1;
      this.set(trouble instanceof SignedOut ? "signed-out" : "later");
      if (!(trouble instanceof Refused)) return left;
    }
    return left;
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
    await this.shelf.settle(entry);
    return null;
  }

  private set(standing: Standing): void {
    if (this.standing === standing) return;
    this.standing = standing;
    this.changed(standing);
  }
}

/** The outbox of this browser, sending through `api`. */
export async function openOutbox(api = new Api(), changed?: (standing: Standing) => void): Promise<Outbox> {
  const outbox = new Outbox(await openShelf(), (method, path, body) => api.send(method, path, body), changed);
  globalThis.addEventListener?.("online", () => void outbox.flush());
  return outbox;
}

/** The shelf in IndexedDB; where the browser has none (some private windows), in memory. */
export async function openShelf(name = "hamstride-outbox"): Promise<Shelf> {
  try {
    return new DatabaseShelf(await opened(name));
  } catch {
    return new MemoryShelf(); // no database here: what is sent at once is still kept by the server
  }
}

export class MemoryShelf implements Shelf {
  private readonly entries = new Map<string, Entry>();

  async put(entry: Entry): Promise<void> {
    this.entries.set(entry.key, entry);
  }

  async all(): Promise<Entry[]> {
    return [...this.entries.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  async settle(entry: Entry, instead?: Entry): Promise<void> {
    if (this.entries.get(entry.key)?.mark !== entry.mark) return;
    if (instead === undefined) this.entries.delete(entry.key);
    else this.entries.set(entry.key, instead);
  }
}

const STORE = "entries";

class DatabaseShelf implements Shelf {
  constructor(private readonly database: IDBDatabase) {}

  async put(entry: Entry): Promise<void> {
    const change = this.change();
    change.objectStore(STORE).put(entry);
    await finished(change);
  }

  async all(): Promise<Entry[]> {
    return result(this.database.transaction(STORE).objectStore(STORE).getAll());
  }

  async settle(entry: Entry, instead?: Entry): Promise<void> {
    const change = this.change();
    const store = change.objectStore(STORE);
    const now = (await result(store.get(entry.key))) as Entry | undefined;
    if (now?.mark === entry.mark) {
      if (instead === undefined) store.delete(entry.key);
      else store.put(instead);
    }
    await finished(change);
  }

  /** A transaction that is on the disk when it is finished. */
  private change(): IDBTransaction {
    return this.database.transaction(STORE, "readwrite", { durability: "strict" });
  }
}

function opened(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "key" });
  return result(request);
}

function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function finished(change: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    change.oncomplete = () => resolve();
    change.onerror = () => reject(change.error);
    change.onabort = () => reject(change.error);
  });
}
