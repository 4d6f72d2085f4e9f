/** "Look at a film": a file from the runner's disk is watched in this page and goes nowhere. */

import type { PoseFrame } from "./bridge";
import { colours, drawPerson } from "./canvas";
import { draw, letter } from "./curve";
import { mark, paragraph, part, put, words } from "./dom";
import type { FilmStart, Mark, Story } from "./film.worker";
import { FilmLink, PoseLink } from "./links";
import { Reel, Unplayable } from "./reel";
import type { Side } from "./types.gen";

const SHOWN_EVERY_MS = 250;
const PREVIEW_PX = 640;
const STILL_PX = 480;
const MOST_STILLS = 12;

/** One film at work: its pictures through the pose finder into the watcher, until the end or until `stop`. */
class Look {
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
    this.pose.events = { pose: (frame) => this.posed(frame), failed };
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

/** The page: pick, watch, show. */
class FilmPage {
  private look: Look | null = null;
  private turn = 0; // of the film that is looked at: what still comes of an earlier one is left alone
  private shown_ms = 0;
  private count = 0;
  private redraw: () => void = () => undefined;

  constructor(private readonly root: HTMLElement) {
    addEventListener("resize", () => this.redraw());
    const input = part<HTMLInputElement>(root, "file");
    input.addEventListener("change", () => this.chosen(input.files?.[0] ?? null));
    part(root, "form").addEventListener("submit", (event) => {
      event.preventDefault();
      input.click(); // Enter on the field means it, and the browser takes it for the form
    });
    part(root, "cancel").addEventListener("click", () => this.cancel());
    part(root, "again").addEventListener("click", () => this.again());
    part(root, "exercise").addEventListener("change", () => this.asks());
    addEventListener("pageshow", () => this.asks()); // a page come back to has its choice given back late
    this.drops(part(root, "drop"));
    this.asks();
    input.disabled = false;
  }

  /** A film may be dropped anywhere on its place. Beside it the browser would open it, and all that is here were gone. */
  private drops(place: HTMLElement): void {
    for (const kind of ["dragenter", "dragover", "dragleave", "drop"] as const) {
      place.addEventListener(kind, (event) => {
        event.preventDefault();
        mark(place, "over", kind === "dragenter" || kind === "dragover");
        if (kind === "drop") this.chosen(event.dataTransfer?.files[0] ?? null);
      });
    }
    document.addEventListener("dragover", (event) => {
      if (event.defaultPrevented) return;
      event.preventDefault();
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = "none";
    });
    document.addEventListener("drop", (event) => event.preventDefault());
  }

  /** Which leg is asked only where one leg works at a time, and for the film once it is said what is done in it. */
  private asks(): void {
    const { exercise, legs } = this.option().dataset;
    part(this.root, "sides").hidden = exercise === undefined || legs === "both";
    part(this.root, "drop").hidden = exercise === undefined;
  }

  private option(): HTMLOptionElement {
    const list = part<HTMLSelectElement>(this.root, "exercise");
    const chosen = list.selectedOptions[0];
    if (chosen === undefined) throw new Error("the page lists no exercise");
    return chosen;
  }

  private start(): FilmStart {
    const { exercise, variant } = this.option().dataset;
    const declared = JSON.parse(document.getElementById("declarations")?.textContent ?? "{}");
    const side = this.root.querySelector<HTMLInputElement>("input[name=side]:checked");
    return {
      declaration: declared[exercise ?? ""],
      variant: variant || null,
      side: side === null || part(this.root, "sides").hidden ? "auto" : side.value,
      language: document.documentElement.lang,
    };
  }

  private chosen(file: File | null): void {
    if (file === null) return;
    this.turn += 1;
    const turn = this.turn;
    void this.watch(file, turn).catch((error: unknown) => {
      if (turn === this.turn) this.failed(error);
    });
  }

  private async watch(file: File, turn: number): Promise<void> {
    put(part(this.root, "trouble"), undefined);
    part(this.root, "name").textContent = file.name;
    this.count = 0;
    this.state("looking");
    part(this.root, "cancel").focus();
    const reel = await Reel.open(file);
    if (turn !== this.turn) {
      reel.close();
      return;
    }
    const look = new Look(
      reel,
      this.start(),
      (t_s, picture) => this.progress(t_s, reel.seconds, picture),
      (count) => {
        this.count = count;
      },
    );
    this.look = look;
    try {
      const story = await look.watch().finally(() => look.stop());
      if (story !== null) await this.show(story, reel, turn);
    } finally {
      reel.close();
    }
  }

  private progress(t_s: number, of_s: number, picture: CanvasImageSource): void {
    if (performance.now() - this.shown_ms < SHOWN_EVERY_MS) return;
    this.shown_ms = performance.now();
    part<HTMLProgressElement>(this.root, "bar").value = of_s > 0 ? Math.min(1, t_s / of_s) : 0;
    const params = { n: Math.floor(t_s), of: Math.round(of_s), count: this.count };
    const held = this.option().dataset["held"] !== undefined; // of a stretch nothing is counted
    put(part(this.root, "progress"), words(this.root, held ? "progress-held" : "progress", params));
    fill(part<HTMLCanvasElement>(this.root, "preview"), picture);
  }

  private cancel(): void {
    this.look?.stop();
    this.again();
  }

  private again(): void {
    this.turn += 1;
    this.look = null;
    part<HTMLInputElement>(this.root, "file").value = "";
    this.state("pick");
    part(this.root, "file").focus();
  }

  private failed(error: unknown): void {
    this.look?.stop();
    if (this.root.dataset["state"] !== "looking") return; // cancelled meanwhile
    this.again();
    const trouble = error instanceof Unplayable ? error.trouble : "broken";
    put(part(this.root, "trouble"), words(this.root, trouble));
    if (!(error instanceof Unplayable)) throw error;
  }

  private state(state: "pick" | "looking" | "done"): void {
    mark(this.root, "state", state);
    for (const name of ["pick", "looking", "done"]) part(this.root, name).hidden = name !== state;
  }

  // ---- what came of it

  private async show(story: Story, reel: Reel, turn: number): Promise<void> {
    this.state("done");
    const headline = part(this.root, "headline");
    headline.textContent = story.headline;
    const cut = { n: Math.round(reel.read_s), of: Math.round(reel.seconds) };
    put(part(this.root, "breaks-off"), reel.breaksOff ? words(this.root, "breaks-off", cut) : undefined);
    part(this.root, "lines").replaceChildren(...story.lines.map(paragraph));
    part(this.root, "chart").textContent = story.name;
    const name = words(this.root, "curve", { name: story.name });
    const box = part(this.root, "curve");
    this.redraw = () => box.replaceChildren(draw(story, name, box.clientWidth));
    this.redraw();
    table(part<HTMLTableElement>(this.root, "table"), story);
    part(this.root, "numbers").hidden = story.rows.length === 0;
    this.legend(story);
    headline.focus();
    await this.stills(story, reel, turn);
  }

  /** Only what the curve shows: of a stretch the ways in and out are not drawn apart. */
  private legend({ spans, gaps }: Story): void {
    const ways = spans.some(({ top }) => top !== undefined);
    const shown = {
      up: ways,
      hold: ways,
      stretch: spans.length > 0 && !ways,
      down: ways,
      gap: gaps.length > 0,
    };
    for (const [name, is] of Object.entries(shown)) part(this.root, `legend-${name}`).hidden = !is;
    part(this.root, "legend").hidden = spans.length === 0 && gaps.length === 0;
  }

  /** The pictures of what to get right; the list grows as they are taken from the film. */
  private async stills(story: Story, reel: Reel, turn: number): Promise<void> {
    const list = part(this.root, "stills");
    const shown = [...story.marks.entries()].filter(([, each]) => each.still !== null).slice(0, MOST_STILLS);
    const left_out = story.marks.length - shown.length;
    list.replaceChildren();
    part(this.root, "broken").hidden = story.marks.length === 0;
    put(
      part(this.root, "more-stills"),
      left_out > 0 ? words(this.root, "more-stills", { n: left_out }) : undefined,
    );
    for (const [i, each] of shown) {
      if (turn !== this.turn) return;
      const item = document.createElement("li");
      item.append(caption(each, i));
      list.append(item);
      const still = await reel.still(each.still?.t ?? each.t, STILL_PX).catch(() => null);
      if (still !== null) item.prepend(this.drawn(still, each));
    }
  }

  private drawn(still: HTMLCanvasElement, each: Mark): HTMLCanvasElement {
    still.setAttribute("role", "img");
    still.setAttribute("aria-label", words(this.root, "still", { time: each.time, what: each.says }));
    const points = each.still?.points ?? null;
    const context = still.getContext("2d");
    if (points !== null && context !== null) skeleton(context, points, this.root, each.side ?? undefined);
    return still;
  }
}

function caption(each: Mark, index: number): HTMLElement {
  const made = paragraph("");
  const name = document.createElement("b");
  name.textContent = letter(index);
  const better = document.createElement("span");
  better.textContent = each.better;
  made.append(name, `${each.says} · ${each.where}`, better);
  return made;
}

function skeleton(
  context: CanvasRenderingContext2D,
  points: readonly (readonly [number, number, number])[],
  root: HTMLElement,
  side: Side | undefined,
): void {
  const { width, height } = context.canvas;
  const value = (index: number, at: 0 | 1 | 2): number => points[index]?.[at] ?? 0;
  Object.assign(context, { shadowColor: "black", shadowBlur: 4 }); // to be seen before a white wall as well
  drawPerson(context, {
    at: (i) => [value(i, 0) * width, value(i, 1) * height],
    visibility: (i) => value(i, 2),
    side,
    width: Math.max(2, Math.min(width, height) / 90),
    ...colours(root),
  });
}

function fill(canvas: HTMLCanvasElement, picture: CanvasImageSource): void {
  const size = picture as { displayWidth?: number; displayHeight?: number; width?: number; height?: number };
  const [width, height] = [size.displayWidth ?? size.width ?? 1, size.displayHeight ?? size.height ?? 1];
  const scale = Math.min(1, PREVIEW_PX / width);
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
}

function table(place: HTMLTableElement, { columns, numbers, rows }: Story): void {
  const line = (cells: readonly string[], name: "td" | "th"): HTMLTableRowElement => {
    const made = document.createElement("tr");
    cells.forEach((content, i) => {
      const head = name === "th" || i === 0;
      const cell = document.createElement(head ? "th" : "td");
      if (head) cell.scope = name === "th" ? "col" : "row";
      cell.textContent = content;
      mark(cell, "words", i >= numbers ? true : undefined);
      mark(cell, "name", columns[i]); // for the narrow screen, where the heads of words are not shown
      made.append(cell);
    });
    return made;
  };
  const [head, body] = [document.createElement("thead"), document.createElement("tbody")];
  head.append(line(columns, "th"));
  body.append(...rows.map((row) => line(row, "td")));
  place.replaceChildren(head, body);
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

if (typeof document !== "undefined") {
  const root = document.querySelector<HTMLElement>("[data-film]");
  if (root !== null) new FilmPage(root);
}
