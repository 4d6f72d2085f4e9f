/** A database of this browser with one store, and what it answers as promises. */

const CLOSED = ["InvalidStateError", "UnknownError"]; // what a closed database says, and a lost one in Safari

/** A database by name, opened when it is first wanted; `store` holds entries by their `key`. */
export class Database {
  private open: Promise<IDBDatabase> | null = null;

  constructor(
    private readonly name: string,
    private readonly store: string,
  ) {}

  /** Does work with it, and once more with the database opened anew where the browser has closed it: it may while the page
   * sleeps. Rejects where the browser keeps nothing. */
  private async use<T>(work: (database: IDBDatabase) => Promise<T>): Promise<T> {
    try {
      return await work(await this.opened());
    } catch (error) {
      if (!(error instanceof DOMException && CLOSED.includes(error.name))) throw error;
      this.open = null;
      return work(await this.opened());
    }
  }

  /** All entries. */
  all<T>(): Promise<T[]> {
    return this.use((database) => result(database.transaction(this.store).objectStore(this.store).getAll()));
  }

  /** Changes entries, all of it or nothing; it is on the disk when this resolves. */
  change(work: (store: IDBObjectStore) => Promise<void>): Promise<void> {
    return this.use(async (database) => {
      const change = database.transaction(this.store, "readwrite", { durability: "strict" });
      let over = false;
      const done = finished(change).finally(() => {
        over = true;
      });
      const worked = work(change.objectStore(this.store)).catch((error: unknown) => {
        if (!over) change.abort();
        throw error;
      });
      await Promise.all([worked, done]);
    });
  }

  private opened(): Promise<IDBDatabase> {
    this.open ??= opened(this.name, this.store).catch((error: unknown) => {
      this.open = null; // perhaps it can be opened the next time
      throw error;
    });
    return this.open;
  }
}

function opened(name: string, store: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(store, { keyPath: "key" });
  return result(request);
}

export function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Resolves once all of a change is kept. */
function finished(change: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    change.oncomplete = () => resolve();
    change.onabort = () => reject(change.error);
  });
}
