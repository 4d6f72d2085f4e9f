/** "Look at a film": a file from the runner's disk is watched in this page and goes nowhere. */

import { mark, part, put, words } from "./dom";
import type { FilmStart } from "./film.worker";
import { Look } from "./look";
import { Outcome } from "./outcome";
import { Reel, Unplayable } from "./reel";

const SHOWN_EVERY_MS = 250;
const PREVIEW_PX = 640;

/** The page: pick, watch, show. */
class FilmPage {
  private look: Look | null = null;
  private turn = 0; // of the film that is looked at: what still comes of an earlier one is left alone
  private shown_ms = 0;
  private count = 0;
  private readonly outcome: Outcome;

  constructor(private readonly root: HTMLElement) {
    this.outcome = new Outcome(root);
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
      if (story === null) return;
      this.state("done");
      await this.outcome.show(story, reel, () => turn === this.turn);
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
}

function fill(canvas: HTMLCanvasElement, picture: CanvasImageSource): void {
  const size = picture as { displayWidth?: number; displayHeight?: number; width?: number; height?: number };
  const [width, height] = [size.displayWidth ?? size.width ?? 1, size.displayHeight ?? size.height ?? 1];
  const scale = Math.min(1, PREVIEW_PX / width);
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
}

if (typeof document !== "undefined") {
  const root = document.querySelector<HTMLElement>("[data-film]");
  if (root !== null) new FilmPage(root);
}
