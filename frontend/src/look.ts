/** One film at work: its pictures through the pose finder into the watcher, until the end or until it is stopped. */

import type { PoseFrame } from "./bridge";
import type { FilmStart, Story } from "./film.worker";
import { FilmLink, PoseLink } from "./links";
import { type Reel, Unplayable } from "./reel";

export class Look {
  private readonly pose = new PoseLink();
  private readonly film: FilmLink;
  private readonly story: Promise<Story>;
  private readonly halted = deferred<null>();
  private last: () => void = () => undefined;
  private given = 0;
  private found = 0;
  private stopped = false;

  constructor(
    private readonly reel: Reel,
    start: FilmStart,
    private readonly shown: (t_s: number, picture: CanvasImageSource) => void,
    counted: (count: number) => void,
  ) {
    const { promise, resolve, reject } = deferred<Story>();
    this.story = promise;
    const failed = (reason: string): void => reject(new Error(reason));
    this.film = new FilmLink(start, { counted, finished: resolve, failed });
    this.pose.listen({ pose: (frame) => this.posed(frame), failed });
  }

  /** Watches the whole film. Raises `Unplayable`, or an `Error` when a worker breaks down; `null` after `stop`. */
  async watch(): Promise<Story | null> {
    const whole = this.feed().then(() => {
      this.film.finish();
      return this.story;
    });
    whole.catch(() => undefined); // raised below, unless the film was left meanwhile
    return Promise.race([whole, this.story, this.halted.promise]);
  }

  stop(): void {
    this.stopped = true;
    this.halted.resolve(null);
    this.pose.close();
    this.film.close();
  }

  private async feed(): Promise<void> {
    for await (const { t_s, picture } of this.reel.pictures()) {
      if (this.stopped) {
        picture.close();
        return;
      }
      this.shown(t_s, picture);
      this.given += 1;
      await this.pose.give(picture, t_s * 1000);
    }
    if (this.given === 0) throw new Unplayable("no-film");
    await new Promise<void>((resolve) => {
      this.last = resolve;
      if (this.found === this.given) resolve();
    });
  }

  private posed(frame: PoseFrame): void {
    this.found += 1;
    this.film.frame(frame);
    if (this.found === this.given) this.last();
  }
}

function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void; reject: (error: Error) => void } {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  promise.catch(() => undefined); // raised where it is waited for
  return { promise, resolve, reject };
}
