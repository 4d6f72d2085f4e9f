/** The player's screen: one function from what the coach wants shown to the page. Layout is the style sheet's. */

import { button, mark, part, put, SVG, words } from "./dom";
import { ems, halvedEms, whenHere, wordEms } from "./letters";
import type { Choice, Screen, Stage, TapKind } from "./types.gen";

export type Press = (tap: TapKind, value: string | number | null) => void;

/** Taps that have their place at the edge of the screen, in this order; all others stand in the list of choices. While the
    camera is placed the picture needs the room: there, doing without it stands at the edge too. */
const EDGE: readonly TapKind[] = ["hurts", "pause", "mistake", "back", "skip"];
/** After a pain that was reported the text needs the room: there the few answers stand at the edge. */
const READ: readonly TapKind[] = ["go-on", "enough-today", "mistake"];
/** Taps that have a button of their own in the page. */
const OWN: readonly TapKind[] = ["plus", "minus"];
/** Stages in which the runner is watched: these show the picture, the others the figure. */
const WATCHED: readonly Stage[] = ["place", "working"];
/** Stages that ask something: an answer is close at hand. */
export const ASKING: readonly Stage[] = ["brief", "gear", "paused", "stopped", "cramp", "pain"];
const FLASH_MS = 500;
const WORDY = 60;
const MANY = 6;

const TEXTS = ["title", "far", "state", "caption", "next", "advice"] as const;

export class View {
  private readonly texts: Record<(typeof TEXTS)[number], HTMLElement>;
  private readonly number: HTMLElement;
  private choices = "";
  private stage: Stage | null = null;
  private flashed_ms = -FLASH_MS;

  constructor(
    private readonly root: HTMLElement,
    private readonly press: Press,
  ) {
    this.texts = Object.fromEntries(TEXTS.map((name) => [name, part(root, name)])) as typeof this.texts;
    this.number = part(root, "number");
    const { far, state } = this.texts;
    whenHere(() => this.measure(far.textContent, state.textContent));
    for (const tap of OWN) part(root, tap).addEventListener("click", () => this.press(tap, null));
  }

  render(screen: Screen, cameraOn: boolean): void {
    this.attributes(screen, cameraOn);
    for (const name of TEXTS) put(this.texts[name], screen[name]);
    if (screen.advice === screen.caption) put(this.texts.advice, undefined); // it has just been said
    this.count(screen);
    this.dots(screen.ticks);
    this.share(screen);
    this.list(screen.lines, screen.things);
    this.buttons(screen.choices, screen.stage);
    this.entered(screen);
  }

  /** Forgets what is shown: something else takes its place. */
  clear(): void {
    for (const name of ["far", "state", "next", "advice"] as const) put(this.texts[name], undefined);
    this.list([]);
    this.choices = "";
    this.stage = null;
  }

  private attributes(screen: Screen, cameraOn: boolean): void {
    const { root } = this;
    mark(root, "stage", screen.stage);
    mark(root, "side", screen.side);
    mark(root, "source", screen.source);
    mark(root, "seeing", screen.seeing ?? undefined);
    mark(root, "wordy", (screen.caption?.length ?? 0) > WORDY);
    mark(root, "ticks", screen.ticks != null);
    this.measure(screen.far, screen.state);
    mark(root, "kind", screen.seconds ? "seconds" : "count");
    mark(root, "numbered", screen.number !== undefined && screen.number !== null);
    const watched = WATCHED.includes(screen.stage) || screen.seeing === false;
    mark(root, "look", cameraOn && watched ? "picture" : "figure");
    mark(root, "correctable", correctable(screen));
  }

  /** How much room the far words take: the style sheet makes them as large as they can be. */
  private measure(far = "", state = ""): void {
    const widths = { side: ems(far), state: ems(state), halved: halvedEms(state), word: wordEms(state) };
    for (const [name, width] of Object.entries(widths))
      this.root.style.setProperty(`--${name}-em`, width.toFixed(3));
  }

  private count({ number, target, seconds, index, sets }: Screen): void {
    const text = number === undefined || number === null ? "" : String(number);
    if (text !== this.number.textContent) this.changed(text, seconds);
    const of =
      target === undefined || target === null
        ? ""
        : words(this.root, seconds ? "of-seconds" : "of", { n: target });
    put(part(this.root, "of"), of);
    put(
      part(this.root, "place"),
      sets > 0 ? words(this.root, "set-of", { n: index + 1, of: sets }) : undefined,
    );
  }

  /** A new repetition: a band across the screen brightens, at most twice a second. Seconds go by without it. */
  private changed(text: string, seconds: boolean): void {
    this.number.textContent = text;
    mark(this.root, "digits", text.length);
    const now = performance.now();
    if (seconds || text === "" || text === "0" || now - this.flashed_ms < FLASH_MS) return;
    this.flashed_ms = now;
    const band = part(this.root, "band");
    band.classList.remove("is-bright");
    void band.offsetWidth; // the animation begins anew
    band.classList.add("is-bright");
  }

  private dots(ticks: Screen["ticks"]): void {
    const text = ticks == null ? "" : "●".repeat(ticks[0]) + "○".repeat(Math.max(0, ticks[1] - ticks[0]));
    const dots = part(this.root, "dots");
    if (dots.textContent !== text) dots.textContent = text;
  }

  private share({ ring, phase_share, pace }: Screen): void {
    mark(this.root, "ring", ring != null);
    part<SVGCircleElement>(this.root, "ring").setAttribute("stroke-dashoffset", String(1 - (ring ?? 0)));
    mark(this.root, "tempo", phase_share != null);
    part(this.root, "tempo").style.transform = `scaleX(${phase_share ?? 0})`;
    part(this.root, "pace").style.left = `${100 * (pace ?? 0)}%`;
  }

  private list(lines: readonly string[], things: Screen["things"] = []): void {
    const list = part(this.root, "lines");
    if (list.textContent === lines.join("")) return;
    list.replaceChildren(
      ...lines.map((line, i) => {
        const item = document.createElement("li");
        const thing = things[i];
        item.append(...(thing === undefined ? [] : [drawing(thing)]), line);
        return item;
      }),
    );
    mark(this.root, "things", things.length > 0);
  }

  /** Buttons are made anew only when they change, so that none is replaced under a finger. */
  private buttons(choices: readonly Choice[], stage: Stage): void {
    const key = JSON.stringify([stage, choices]);
    if (key === this.choices) return;
    this.choices = key;
    const edges = edgesOf(stage, choices);
    const edge = edges.flatMap((tap) => choices.filter((choice) => choice.tap === tap));
    const rest = choices.filter(({ tap }) => !edges.includes(tap) && !OWN.includes(tap));
    part(this.root, "actions").replaceChildren(...edge.map((choice) => this.button(choice)));
    part(this.root, "choices").replaceChildren(...rest.map((choice) => this.button(choice)));
    mark(this.root, "choices", crowd(rest));
  }

  private button({ tap, label, value, main }: Choice): HTMLButtonElement {
    const made = button(label, () => this.press(tap, value ?? null), main ? "is-main" : "");
    made.dataset["tap"] = tap;
    return made;
  }

  /** On a new stage, or where what had the focus is gone, it goes to the main answer (else the first) where one is asked
      for, else to the page, where every key works. */
  private entered({ stage, choices }: Screen): void {
    const anew = stage !== this.stage;
    this.stage = stage;
    const focused = document.activeElement;
    const stands = focused === this.root ? !anew : this.root.contains(focused) && focused?.checkVisibility();
    if (stands) return;
    part(this.root, "choices").parentElement?.scrollTo(0, 0);
    // Between exercises the rest asks as well: whether the weights are on.
    const readied = stage === "rest" && choices.some(({ tap, main }) => main && tap === "go-on");
    const asked =
      ASKING.includes(stage) || readied ? [part(this.root, "choices"), part(this.root, "actions")] : [];
    const answers = asked.find((each) => each.childElementCount > 0);
    const answer = answers?.querySelector<HTMLElement>(".is-main") ?? answers?.querySelector("button");
    (answer ?? this.root).focus({ preventScroll: true });
  }
}

/** Whether it is told why the session ends: there is nothing to do but to read it. */
export function isStop({ stage, choices }: Screen): boolean {
  return (
    stage === "pain" && choices.length > 0 && choices.every(({ tap }) => tap === "go-on" || tap === "mistake")
  );
}

/** The taps that stand at the edge, in their order. */
function edgesOf(stage: Stage, choices: readonly Choice[]): readonly TapKind[] {
  if (stage === "place") return [...EDGE, "drive"];
  if (stage === "paused") return ["hurts", "cramp", "skip"];
  return stage === "pain" && choices.every(({ tap }) => READ.includes(tap)) ? READ : EDGE;
}

/** Which set ±1 corrects, where it is shown: the one at hand, or in the rest the one just done. */
function correctable({ correctable, index, stage }: Screen): "this" | "last" | undefined {
  if (correctable === undefined) return undefined;
  if (correctable === index) return "this";
  return stage === "rest" ? "last" : undefined;
}

/** How many answers there are to choose from, and whether they are figures: the style sheet puts them in columns by that. */
function crowd(choices: readonly Choice[]): string | undefined {
  if (choices.length === 0) return undefined;
  if (choices.length <= MANY) return "some";
  return choices.every(({ label }) => label.length <= 2) ? "digits" : "many";
}

/** A thing that the session needs, from the drawings in the page. */
function drawing(thing: string): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  svg.setAttribute("viewBox", "0 0 48 32");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#thing-${thing}`);
  svg.append(use);
  return svg;
}
