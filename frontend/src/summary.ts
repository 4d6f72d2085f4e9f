/** The page after the session: what was done, left and right; ±1; two questions; what was not visible. */

import { button, paragraph, part, put, words } from "./dom";
import type { Next } from "./keeper";
import { nextTime, praised } from "./remarks";
import type { Cue, Exercise, Session, SetRecord, Side } from "./types.gen";

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
}

/** What was reported to hurt while the session went on, what was said to it, and whether that ended the session. */
export interface Hurt {
  reported: boolean;
  lines: readonly string[];
  stopped: boolean;
}

/** One row: an exercise in one of its ways, with the set of each side. */
export interface Row {
  exercise: string;
  variant: string | undefined;
  sets: Partial<Record<Side, SetRecord>>;
}

const MOST_QUESTIONS = 2;

/** The rows in the order done; a set done again takes the place of the one before. */
export function rows(records: readonly SetRecord[]): Row[] {
  const found = new Map<string, Row>();
  for (const record of [...records].sort((a, b) => a.index - b.index)) {
    const key = `${record.exercise}/${record.variant ?? ""}`;
    const row = found.get(key) ?? { exercise: record.exercise, variant: record.variant, sets: {} };
    row.sets[record.side] = record;
    found.set(key, row);
  }
  return [...found.values()];
}

/** Cues to ask about: those that only the runner can tell, then those that the camera should have seen and did not. */
export function questions(
  records: readonly SetRecord[],
  declared: Record<string, Exercise>,
): [string, Cue][] {
  const seen = new Map<string, { cue: Cue; always: boolean }>();
  for (const record of records.filter((r) => r.outcome === "done")) {
    for (const [id, cue] of Object.entries(declared[record.exercise]?.cues ?? {})) {
      const always = cue.judge === "ask";
      if (cue.ask !== undefined && cue.answers.length > 0 && (always || unseenIn(record).has(id))) {
        seen.set(`${record.exercise}/${id}`, { cue, always });
      }
    }
  }
  const sorted = [...seen].sort(([, a], [, b]) => Number(b.always) - Number(a.always));
  return sorted.slice(0, MOST_QUESTIONS).map(([key, { cue }]) => [key, cue]);
}

/** Names of what the camera could not see in the sets it watched, each once. */
export function unseen(records: readonly SetRecord[], declared: Record<string, Exercise>): string[] {
  const names = records
    .filter((record) => record.source === "camera")
    .flatMap((record) => [...unseenIn(record)].map((id) => declared[record.exercise]?.cues[id]))
    .filter((cue): cue is Cue => cue?.judge === "camera" && cue.good !== undefined)
    .map((cue) => cue.good ?? "");
  return [...new Set(names)];
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

export class Summary {
  private readonly root: HTMLElement;
  private readonly given: Answers = { effort: null, hurt: null, answers: {} };

  constructor(
    private readonly page: HTMLElement,
    private readonly session: Session,
    private readonly events: SummaryEvents,
  ) {
    this.root = part(page, "summary");
  }

  show(records: readonly SetRecord[], hurt: Hurt, minutes: number): void {
    const declared = this.session.declarations as Record<string, Exercise>;
    part(this.page, "minutes").textContent = words(this.page, "minutes", { n: minutes });
    part(this.page, "rows").replaceChildren(
      ...rows(records).map((row) => this.row(row, declared[row.exercise])),
    );
    if (hurt.stopped) put(part(this.page, "summary-title"), words(this.page, "stopped"));
    if (hurt.reported) this.reported([words(this.page, "hurt-said"), ...hurt.lines]);
    part(this.page, "hurt-where").addEventListener("click", () => this.events.where());
    const remarks = this.remarks(records, declared).map(paragraph);
    part(this.page, "remarks").replaceChildren(...remarks);
    part(this.page, "questions").replaceChildren(
      ...questions(records, declared).map(([key, cue]) => this.question(key, cue)),
    );
    const hidden = unseen(records, declared);
    put(
      part(this.page, "unseen"),
      hidden.length > 0
        ? words(this.page, "unseen", { what: hidden.map((name) => this.inside(name)).join(", ") })
        : undefined,
    );
    this.radios("effort", (value) => {
      this.given.effort = value;
    });
    this.radios("hurt", (value) => {
      this.given.hurt = value === "yes";
      part(this.page, "hurt-where").hidden = true; // until the server knows that it hurt
    });
    part(this.page, "leave").addEventListener("click", () => this.events.left());
    this.root.hidden = false;
  }

  /** What comes next, once the server has said so. */
  next({ lines, hurt }: Next): void {
    part(this.page, "next-lines").replaceChildren(...lines.map(paragraph));
    if (hurt.length > 0) this.reported(hurt);
    part(this.page, "hurt-where").hidden = this.given.hurt !== true || hurt.length > 0;
  }

  /** What was reported stands as it was reported, and is not asked again. */
  private reported(lines: readonly string[]): void {
    part(this.page, "hurt").hidden = true;
    part(this.page, "summary-lines").replaceChildren(...lines.map(paragraph));
  }

  private remarks(records: readonly SetRecord[], declared: Record<string, Exercise>): string[] {
    const [good, better] = [praised(records, declared), nextTime(records, declared)];
    const said: string[] = [];
    if (good !== null)
      said.push(words(this.page, "praise", { what: this.inside(good.cue.good ?? ""), n: good.n }));
    if (better !== null) {
      const id = better.side === undefined ? "next-time" : `next-time-${better.side}`;
      said.push(words(this.page, id, { what: better.cue.say ?? "" }));
    }
    return said;
  }

  /** The name of a cue inside a sentence, as the language has it. */
  private inside(name: string): string {
    return words(this.page, "inside") === "lower" ? name.charAt(0).toLowerCase() + name.slice(1) : name;
  }

  private radios(name: string, take: (value: string) => void): void {
    for (const input of this.root.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`)) {
      input.addEventListener("change", () => {
        take(input.value);
        this.events.answered(this.given);
      });
    }
  }

  private row(row: Row, exercise: Exercise | undefined): HTMLTableRowElement {
    const line = document.createElement("tr");
    const name = document.createElement("th");
    name.scope = "row";
    const variant = row.variant === undefined ? undefined : exercise?.variants[row.variant]?.title;
    name.textContent = [exercise?.text.title ?? row.exercise, variant].filter(Boolean).join(", ");
    const { both, left, right } = row.sets;
    line.append(
      name,
      ...(both === undefined ? [this.cell(left, name), this.cell(right, name)] : [this.wide(both, name)]),
    );
    return line;
  }

  private wide(record: SetRecord, name: HTMLElement): HTMLTableCellElement {
    const cell = this.cell(record, name);
    cell.colSpan = 2;
    return cell;
  }

  /** A number; a tap on it offers −1 and +1, and a correction is kept beside what was seen. */
  private cell(record: SetRecord | undefined, name: HTMLElement): HTMLTableCellElement {
    const cell = document.createElement("td");
    if (record === undefined) return cell;
    let now = record;
    const text = (): string => `${amount(now)}${now.corrected === undefined ? "" : " ✎"}`;
    const shown = button(text(), () => {
      tools.hidden = !tools.hidden;
    });
    shown.setAttribute(
      "aria-label",
      words(this.page, "change", { n: amount(now), what: name.textContent ?? "" }),
    );
    const change = (by: number) => () => {
      now = { ...now, corrected: Math.max(0, amount(now) + by), revision: now.revision + 1 };
      shown.textContent = text();
      this.events.corrected(now);
    };
    const tools = document.createElement("span");
    tools.hidden = true;
    for (const [by, sign, id] of [
      [-1, "−1", "one-less"],
      [1, "+1", "one-more"],
    ] as const) {
      const step = button(sign, change(by));
      const meaning = document.createElement("span");
      meaning.className = "player-unseen";
      meaning.textContent = ` ${words(this.page, id)}`;
      step.append(meaning);
      tools.append(step);
    }
    cell.append(shown, tools);
    return cell;
  }

  private question(key: string, cue: Cue): HTMLFieldSetElement {
    const box = document.createElement("fieldset");
    const legend = document.createElement("legend");
    legend.textContent = cue.ask ?? "";
    const choices = cue.answers.map((answer) => {
      const label = document.createElement("label");
      const input = document.createElement("input");
      Object.assign(input, { type: "radio", name: `ask ${key}`, value: answer });
      input.addEventListener("change", () => {
        this.given.answers[key] = answer;
        this.events.answered(this.given);
      });
      label.append(input, answer);
      return label;
    });
    box.append(legend, ...choices);
    return box;
  }
}
