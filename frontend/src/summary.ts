/** The page after the session: what was done, left and right; ±1; two questions; what was not visible. */

import { button, paragraph, part, put, words } from "./dom";
import type { Next } from "./keeper";
import type { Cue, Exercise, Session, SessionEnded, SetRecord, Side } from "./types.gen";

export interface Answers {
  effort: string | null;
  hurt: boolean | null;
  answers: Record<string, string>;
}

export interface SummaryEvents {
  corrected(record: SetRecord): void;
  answered(answers: Answers): void;
  left(): void;
  /** To the page that asks where it hurts, and how much. */
  where(): void;
  /** On with the session that was ended early. */
  wentOn(): void;
  /** To a session of another routine. */
  began(routine: string): void;
  /** To the page with all that is kept of the session. */
  looked(page: string): void;
}

/** What was reported to hurt while the session went on, what was said to it, and whether that ended the session. */
export interface Hurt {
  reported: boolean;
  lines: readonly string[];
  stopped: boolean;
}

/** When this part of the session began, and how many minutes it took. */
export interface Took {
  begun_ms: number;
  minutes: number;
}

/** One row: an exercise in one of its ways, with the sets of each side. */
export interface Row {
  exercise: string;
  variant: string | undefined;
  sets: Partial<Record<Side, SetRecord[]>>;
}

const MOST_QUESTIONS = 2;
const LONG_PAUSE_S = 300;

/** The rows in the order done; a set done again takes the place of the one before. */
export function rows(records: readonly SetRecord[]): Row[] {
  const found = new Map<string, Row>();
  for (const record of [...records].sort((a, b) => a.index - b.index)) {
    const key = `${record.exercise}/${record.variant ?? ""}`;
    const row = found.get(key) ?? { exercise: record.exercise, variant: record.variant, sets: {} };
    const sets = row.sets[record.side] ?? [];
    const before = sets.findIndex(({ index }) => index === record.index);
    sets.splice(before < 0 ? sets.length : before, 1, record);
    row.sets[record.side] = sets;
    found.set(key, row);
  }
  return [...found.values()];
}

/** Cues to ask about: those that only the runner can tell, then those that the camera did not see, or was not there to see. */
export function questions(
  records: readonly SetRecord[],
  declared: Record<string, Exercise>,
): [string, Cue][] {
  const seen = new Map<string, { cue: Cue; always: boolean }>();
  for (const record of records.filter((r) => r.outcome === "done")) {
    for (const [id, cue] of cuesOf(record, declared[record.exercise])) {
      const always = cue.judge === "ask";
      const unseen = always || record.source !== "camera" || unseenIn(record).has(id);
      if (cue.ask !== undefined && cue.answers.length > 0 && unseen) {
        seen.set(`${record.exercise}/${id}`, { cue, always });
      }
    }
  }
  const sorted = [...seen].sort(([, a], [, b]) => Number(b.always) - Number(a.always));
  return sorted.slice(0, MOST_QUESTIONS).map(([key, { cue }]) => [key, cue]);
}

/** What there is to choose from: what each answer says, and what is kept of it in every language. A session that this browser
 * kept from before that was told has the words alone, and the record knows them too. */
export function choicesOf({ answers, answer_ids: ids }: Cue): { id: string; says: string }[] {
  return answers.map((says, place) => ({ id: (ids as string[] | undefined)?.[place] ?? says, says }));
}

/** The cues that apply to what was done: those of no variant, and those of its own. */
function cuesOf({ variant }: SetRecord, exercise: Exercise | undefined): [string, Cue][] {
  const others = Object.entries(exercise?.variants ?? {}).filter(([id]) => id !== variant);
  const own = new Set(exercise?.variants[variant ?? ""]?.cues);
  const alien = new Set(others.flatMap(([, { cues }]) => cues));
  return Object.entries(exercise?.cues ?? {}).filter(([id]) => own.has(id) || !alien.has(id));
}

function unseenIn(record: SetRecord): Set<string> {
  return new Set([...record.reps, ...record.holds].flatMap((each) => each.unseen));
}

/** Repetitions, or whole seconds of a stretch, as the runner has the last word on them. */
export function amount(record: SetRecord): number {
  return record.reps.length === 0 && record.held_s > 0 && record.seen === 0
    ? Math.floor(record.held_s)
    : (record.corrected ?? record.seen);
}

/** The test that a session is, if it is one: that is no training. */
export function testIn({ sets, declarations }: Pick<Session, "sets" | "declarations">): string | undefined {
  const tests = sets.filter(
    ({ exercise }) => (declarations[exercise] as Exercise | undefined)?.kind === "test",
  );
  return tests[0]?.exercise;
}

/** Whether it is asked how hard the session was: the answers count the repetitions that were left. Nor is it of a test. */
export function asksEffort(session: Pick<Session, "sets" | "declarations">): boolean {
  return testIn(session) === undefined && session.sets.some(({ reps }) => reps !== undefined);
}

/** Whether a set was planned in seconds. */
export function isStretch({ sets }: Pick<Session, "sets">, { index }: SetRecord): boolean {
  const plan = sets[index];
  return plan?.reps === undefined && plan?.hold_s !== undefined;
}

/** Minutes of what was done of a session before it was gone on with: from set to set, without the long pauses. */
export function earlierMinutes(records: readonly SetRecord[], begun_ms: number): number {
  const before = records
    .map(({ started, seconds }) => ({ at_s: Date.parse(started) / 1000, seconds }))
    .filter(({ at_s }) => at_s < begun_ms / 1000)
    .sort((a, b) => a.at_s - b.at_s);
  const took_s = before.map(({ at_s, seconds }, n) => {
    const apart_s = (before[n + 1]?.at_s ?? Number.POSITIVE_INFINITY) - at_s;
    return apart_s <= seconds + LONG_PAUSE_S ? apart_s : seconds;
  });
  return took_s.reduce((sum, each) => sum + each, 0) / 60;
}

export class Summary {
  private readonly root: HTMLElement;
  private readonly over = new AbortController();
  private minutes = 0;
  private mayGoOn = false;
  private readonly given: Answers = { effort: null, hurt: null, answers: {} };

  constructor(
    private readonly page: HTMLElement,
    private readonly session: Session,
    private readonly events: SummaryEvents,
  ) {
    this.root = part(page, "summary");
  }

  show(records: readonly SetRecord[], said: SessionEnded, hurt: Hurt, took: Took): void {
    const declared = this.session.declarations as Record<string, Exercise>;
    this.minutes = Math.round(took.minutes + earlierMinutes(records, took.begun_ms));
    part(this.page, "rows").replaceChildren(
      ...rows(records).flatMap((row) => this.row(row, declared[row.exercise])),
    );
    if (hurt.stopped) put(part(this.page, "summary-title"), words(this.page, "stopped"));
    part(this.page, "hurt").hidden = hurt.reported;
    this.mayGoOn = !said.complete && !hurt.reported && testIn(this.session) === undefined;
    part(this.page, "summary-lines").replaceChildren();
    if (hurt.reported) this.reported([words(this.page, "hurt-said"), ...hurt.lines]);
    part(this.page, "remarks").replaceChildren(...said.remarks.map(paragraph));
    part(this.page, "questions").replaceChildren(
      ...questions(records, declared).map(([key, cue]) => this.question(key, cue)),
    );
    put(part(this.page, "unseen"), said.unseen);
    part(this.page, "effort").hidden = !asksEffort(this.session);
    part(this.page, "hurt-where").hidden = true; // until the server knows that it hurt
    this.radios("effort", (value) => {
      this.given.effort = value;
    });
    this.radios("hurt", (value) => {
      this.given.hurt = value === "yes";
      part(this.page, "hurt-where").hidden = true;
      this.offer(null);
    });
    this.ways();
    this.root.hidden = false;
  }

  /** It makes room for a session: nothing of it answers any more. */
  close(): void {
    this.over.abort();
    this.root.hidden = true;
  }

  private ways(): void {
    const { events } = this;
    this.pressed("hurt-where", () => events.where());
    this.pressed("leave", () => events.left());
    this.pressed("go-on-after-all", () => events.wentOn());
    this.pressed("stretch", (button) => events.began(button.dataset["routine"] ?? ""));
    const details = part<HTMLAnchorElement>(this.page, "details");
    details.href = `${this.page.dataset["record"]}${this.session.uuid}/`;
    details.hidden = true;
    this.pressed("details", () => events.looked(details.href));
    part(this.page, "next-lines").replaceChildren();
    this.offer(null);
  }

  private pressed(name: string, go: (button: HTMLElement) => void): void {
    const button = part(this.page, name);
    const { signal } = this.over;
    const press = (event: Event): void => {
      event.preventDefault();
      go(button);
    };
    button.addEventListener("click", press, { signal });
  }

  /** What may follow at once: the rest of a session that was ended early, and stretches where so many minutes of them fit; after
   * what hurt neither. */
  private offer(stretch_minutes: number | null): void {
    const hurt = this.given.hurt === true;
    part(this.page, "go-on-after-all").hidden = hurt || !this.mayGoOn;
    const stretch = part(this.page, "stretch");
    stretch.hidden = hurt || stretch_minutes === null;
    stretch.textContent = words(this.page, "stretch", { n: stretch_minutes ?? 0 });
  }

  /** Where all this is kept: with Hamstride, which can show it, or on this device until that has it. */
  kept(sent: boolean): void {
    const id = sent ? "minutes" : "minutes-here";
    put(part(this.page, "minutes"), words(this.page, id, { n: this.minutes }));
    part(this.page, "details").hidden = !sent;
  }

  /** What comes next, once the server has said so. */
  next({ lines, hurt, stretch_minutes }: Next): void {
    if (this.over.signal.aborted) return;
    part(this.page, "next-lines").replaceChildren(...lines.map(paragraph));
    if (hurt.length > 0) this.reported(hurt);
    this.offer(stretch_minutes);
    part(this.page, "hurt-where").hidden = this.given.hurt !== true || hurt.length > 0;
  }

  /** What was reported stands as it was reported, and is not asked again. */
  private reported(lines: readonly string[]): void {
    this.mayGoOn = false;
    part(this.page, "hurt").hidden = true;
    part(this.page, "summary-lines").replaceChildren(...lines.map(paragraph));
  }

  private radios(name: string, take: (value: string) => void): void {
    const { signal } = this.over;
    for (const input of this.root.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`)) {
      input.checked = false;
      const chosen = (): void => {
        take(input.value);
        this.events.answered(this.given);
      };
      input.addEventListener("change", chosen, { signal });
    }
  }

  /** The line of an exercise, and below it the place where a number of it is changed: no column moves. */
  private row(row: Row, exercise: Exercise | undefined): HTMLTableRowElement[] {
    const line = document.createElement("tr");
    const name = document.createElement("th");
    name.scope = "row";
    const variant = row.variant === undefined ? undefined : exercise?.variants[row.variant]?.title;
    name.textContent = [exercise?.text.title ?? row.exercise, variant].filter(Boolean).join(", ");
    const below = document.createElement("tr");
    const change = document.createElement("td");
    change.colSpan = 3;
    below.hidden = true;
    below.append(change);
    const { both, left, right } = row.sets;
    const sides = both === undefined ? [left, right] : [both];
    const cells = sides.map((sets) => this.cell(sets ?? [], name.textContent ?? "", change));
    if (both !== undefined && cells[0] !== undefined) cells[0].colSpan = 2;
    line.append(name, ...cells);
    return [line, below];
  }

  /** The sets of a leg, one after the other. */
  private cell(sets: readonly SetRecord[], title: string, place: HTMLElement): HTMLTableCellElement {
    const cell = document.createElement("td");
    const all = document.createElement("div");
    all.append(
      ...sets.map((record, n) => {
        const which = sets.length > 1 ? words(this.page, "set-of", { n: n + 1, of: sets.length }) : undefined;
        const what = [title, this.leg(record.side), which].filter(Boolean).join(", ");
        return isStretch(this.session, record)
          ? paragraph(words(this.page, "seconds", { n: amount(record) }))
          : this.count(record, what, place);
      }),
    );
    if (sets.length > 0) cell.append(all);
    return cell;
  }

  /** A number of repetitions; a tap on it offers −1 and +1, and a correction is kept beside what was seen. Nothing is offered for
   * the seconds of a stretch: those are kept as they were held. */
  private count(record: SetRecord, what: string, place: HTMLElement): HTMLButtonElement {
    let now = record;
    const shown = button("", () => this.open(shown, tools, place));
    const say = (): void => {
      const n = amount(now);
      shown.textContent = `${n}${now.corrected === undefined ? "" : " ✎"}`;
      shown.setAttribute("aria-label", words(this.page, "change", { n, what }));
    };
    const tools = this.tools(what, (by) => {
      now = { ...now, corrected: Math.max(0, amount(now) + by), revision: now.revision + 1 };
      say();
      this.events.corrected(now);
    });
    shown.setAttribute("aria-expanded", "false");
    say();
    return shown;
  }

  /** The name of a leg as it stands over its column. */
  private leg(side: Side): string | undefined {
    const heads = this.root.querySelectorAll("thead th");
    return side === "both" ? undefined : (heads[side === "left" ? 1 : 2]?.textContent ?? undefined);
  }

  private tools(what: string, change: (by: number) => void): HTMLElement {
    const made = document.createElement("span");
    const name = document.createElement("span");
    name.textContent = what;
    made.append(name);
    for (const [by, sign, id] of [
      [-1, "−1", "one-less"],
      [1, "+1", "one-more"],
    ] as const) {
      const step = button(sign, () => change(by));
      const meaning = document.createElement("span");
      meaning.className = "player-unseen";
      meaning.textContent = ` ${words(this.page, id)}`;
      step.append(meaning);
      made.append(step);
    }
    return made;
  }

  /** Opens what changes a number, below its line, and closes any other; a second tap closes it. */
  private open(shown: HTMLElement, tools: HTMLElement, place: HTMLElement): void {
    const opens = shown.getAttribute("aria-expanded") === "false";
    for (const each of this.root.querySelectorAll<HTMLElement>("[aria-expanded=true]"))
      each.setAttribute("aria-expanded", "false");
    for (const each of this.root.querySelectorAll<HTMLElement>("td[colspan='3']"))
      (each.parentElement as HTMLElement).hidden = true;
    shown.setAttribute("aria-expanded", String(opens));
    place.replaceChildren(tools);
    (place.parentElement as HTMLElement).hidden = !opens;
  }

  private question(key: string, cue: Cue): HTMLFieldSetElement {
    const box = document.createElement("fieldset");
    const legend = document.createElement("legend");
    legend.textContent = cue.ask ?? "";
    const choices = choicesOf(cue).map(({ id, says }) => {
      const label = document.createElement("label");
      const input = document.createElement("input");
      Object.assign(input, { type: "radio", name: `ask ${key}`, value: id });
      input.addEventListener("change", () => {
        this.given.answers[key] = id;
        this.events.answered(this.given);
      });
      label.append(input, says);
      return label;
    });
    box.append(legend, ...choices);
    return box;
  }
}
