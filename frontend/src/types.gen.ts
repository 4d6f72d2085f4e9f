// Made by `python -m tools.typescript` from the Python sources. Change those, not this.

/** Which side of the limit breaks the cue. */
export type Bound = "above" | "below";

/** A button: what it sends and what stands on it. */
export interface Choice {
  tap: TapKind;
  label: string;
  value?: string | number;
  main: boolean;
}

/** One thing to get right. */
export interface Cue {
  measure?: Measure;
  reference: Reference;
  phases: Phase[];
  bound: Bound;
  limit?: number;
  clear?: number;
  advice?: number;
  for_s: number;
  judge: Judge;
  before?: string;
  halfway?: string;
  say?: string;
  summary?: string;
  ask?: string;
  answers: string[];
  answer_ids: string[];
  good?: string;
  bad?: string;
  once: boolean;
}

/** How much. */
export interface Dose {
  sets: number;
  reps?: [number, number];
  hold_s?: [number, number];
  rest_s: number;
  tempo: Tempo;
}

/** Things an exercise needs. */
export type Equipment = "mat" | "ankle-weights" | "chair" | "ball" | "step";

/** One exercise, complete. */
export interface Exercise {
  id: string;
  kind: Kind;
  order: number;
  position: Position;
  laterality: Laterality;
  equipment: Equipment[];
  optional: boolean;
  replaced_by?: string;
  excluded_by: Gate[];
  article_points: number[];
  evidence: string[];
  camera_height_m: [number, number];
  text: Text;
  dose: Dose;
  ladder?: Ladder;
  poses: Record<string, Pose>;
  movement: Movement;
  cues: Record<string, Cue>;
  variants: Record<string, Variant>;
  fit?: Fit;
}

/** Garmin FIT exercise category and name, with and without a weight. */
export interface Fit {
  category: number;
  name: number;
  unweighted_category?: number;
  unweighted_name?: number;
}

/** What an answer of the first questions can switch off; a declaration names those that leave it out. */
export type Gate =
  | "sit-bone"
  | "radiating"
  | "acute"
  | "back"
  | "bone"
  | "pressure"
  | "pregnancy"
  | "operation"
  | "neck"
  | "knee"
  | "dizzy";

/** One held stretch: `start_s`…`end_s` bound the whole movement, `held_s` is the still time alone. */
export interface Hold {
  number: number;
  side?: Side;
  start_s: number;
  end_s: number;
  held_s: number;
  cues: string[];
  unseen: string[];
}

/** Who can judge a cue. */
export type Judge = "camera" | "clock" | "ask" | "remind" | "nobody";

/** What an exercise is for. */
export type Kind = "strength" | "stretch" | "test";

/** How the dose grows. */
export interface Ladder {
  rungs: Rung[];
  easier: Rung[];
  then: Rung[];
  loaded: boolean;
  most_kg: number;
  clean: number;
  days: number;
}

/** Whether legs work in turn or together. */
export type Laterality = "each-leg" | "both-legs";

/** What a cue or a movement may be about. */
export type Measure =
  | "knee-flexion"
  | "knee-extension"
  | "hip-flexion"
  | "trunk-lean"
  | "hip-rise"
  | "thigh-forward"
  | "thigh-tilt"
  | "other-knee-flexion"
  | "ankle-flexion"
  | "toe-turn"
  | "back-curve"
  | "bounce"
  | "hold-seconds"
  | "lower-seconds"
  | "peak-flexion"
  | "end-flexion"
  | "travel";

/** The way from one key pose to another and back. */
export interface Movement {
  signal: Measure;
  rest: string;
  top: string;
  count_at: number;
  return_at: number;
  partial_at: number;
}

/** How a set ended. */
export type Outcome = "done" | "stopped" | "skipped" | "cramp" | "pain";

/** Where it hurts, or what kind of pain it is; its words are in `text` under `coach.pain.`. */
export type PainPlace = "sharp" | "sit-bone" | "tingling" | "muscle" | "back" | "knee" | "elsewhere";

/** The runner said that it hurts; the exercise has stopped. */
export interface PainReported {
  exercise: string;
  side: Side;
  place: PainPlace;
  score?: number;
}

/** Parts of a repetition; a stretch is entered (lift), held and left (lower). */
export type Phase = "rest" | "lift" | "hold" | "lower";

/** A key pose, in degrees. */
export interface Pose {
  trunk_deg: number;
  hip_deg: number;
  knee_deg: number;
  ankle_deg: number;
  other_hip_deg: number;
  other_knee_deg: number;
  spine_deg: number;
  arm_deg: number;
}

/** How the body lies or stands at the start. */
export type Position = "prone" | "supine" | "standing";

/** What a measure is compared with: the person's own rest pose, or zero. */
export type Reference = "rest" | "absolute";

/** One repetition as seen. */
export interface Repetition {
  start_s: number;
  top_s: number;
  hold_s: number;
  end_s: number;
  number?: number;
  side?: Side;
  range_deg: number;
  peak_deg?: number;
  reach_share?: number;
  counted: boolean;
  cues: string[];
  unseen: string[];
}

/** One step of a ladder; what it does not name is as at the low end of the dose. */
export interface Rung {
  sets?: number;
  reps?: number;
  hold_s?: number;
}

/** What the runner told about themselves and their things; everything has the sensible default. */
export interface RunnerProfile {
  format: "hamstride-runner/1";
  ankle_weights: number;
  weight_kg: number;
  chair: boolean;
  step: boolean;
  ball: boolean;
  hinge: boolean;
  left_out?: Side;
  smaller_lifts: boolean;
  no_stretches: boolean;
  no_strength: boolean;
  gates: Gate[];
  torn: Torn;
  rest_lines: boolean;
  more_kg: number[];
  per_week: number;
  mass_kg?: number;
  height_m?: number;
  sex: Sex;
  ball_m: number;
  language: string;
  weight_unit: WeightUnit;
}

/** A sentence to speak. */
export interface Say {
  message: string;
  number: boolean;
  cue: boolean;
  cut: boolean;
}

/** Everything to show now. */
export interface Screen {
  stage: Stage;
  exercise?: string;
  variant?: string;
  side?: Side;
  index: number;
  sets: number;
  title?: string;
  far?: string;
  state?: string;
  number?: number;
  target?: number;
  seconds: boolean;
  ring?: number;
  ticks?: [number, number];
  phase_share?: number;
  pace?: number;
  caption?: string;
  next?: string;
  source: Source;
  seeing?: boolean;
  advice?: string;
  choices: Choice[];
  lines: string[];
  things: Equipment[];
  ways: Way[];
  correctable?: number;
}

/** A session to be led: its sets in order, with the declarations of the exercises in it, as the runner has them. */
export interface Session {
  format: "hamstride-session/1";
  uuid: string;
  routine: string;
  date: string;
  language: string;
  weight_unit: WeightUnit;
  source: Source;
  first: boolean;
  lighter: boolean;
  rest_lines: boolean;
  reminds: string[];
  weights: number;
  sets: SetPlan[];
  declarations: Record<string, unknown>;
  next_date?: string;
  expected_s?: number;
}

/** The last word was said. */
export interface SessionEnded {
  complete: boolean;
  remarks: string[];
  unseen?: string;
}

/** A set is over (or was corrected afterwards: same uuid, sent again). */
export interface SetFinished {
  record: SetRecord;
}

/** One set to do: an exercise, a variant, a side and a dose. */
export interface SetPlan {
  exercise: string;
  variant?: string;
  side: Side;
  reps?: number;
  hold_s?: number;
  load_kg: number;
  rest_s: number;
}

/** The set that is going on, as it would be kept if everything stopped now. */
export interface SetProgress {
  record: SetRecord;
}

/** A set that was done (or left). */
export interface SetRecord {
  format: "hamstride-set/1";
  uuid: string;
  session: string;
  index: number;
  exercise: string;
  variant?: string;
  side: Side;
  source: Source;
  outcome: Outcome;
  started: string;
  seconds: number;
  load_kg: number;
  target: number;
  seen: number;
  corrected?: number;
  held_s: number;
  reps: Repetition[];
  holds: Hold[];
  revision: number;
}

/** Asked only where a published limit differs; unsaid shows both limits. */
export type Sex = "female" | "male" | "unsaid";

/** The leg that works: the curling leg, or the one on the step or chair. */
export type Side = "left" | "right" | "both";

/** One of the short sounds. */
export interface Sound {
  sound: SoundKind;
}

/** The five sounds, and the two accents of the click. */
export type SoundKind = "click" | "double-click" | "high-click" | "tick" | "begin" | "set-done" | "look";

/** How a set was driven and who says that it was done. */
export type Source = "camera" | "beat" | "tap" | "told" | "watch";

/** Where the session stands; the shell shows one layout for each. */
export type Stage =
  | "brief"
  | "place"
  | "gear"
  | "ready"
  | "working"
  | "rest"
  | "paused"
  | "stopped"
  | "cramp"
  | "pain"
  | "done";

/** Everything that can be pressed in the player. */
export type TapKind =
  | "start"
  | "pause"
  | "go-on"
  | "skip"
  | "back"
  | "plus"
  | "minus"
  | "count"
  | "hurts"
  | "mistake"
  | "break"
  | "cramp"
  | "enough-exercise"
  | "enough-today"
  | "pain-place"
  | "pain-score"
  | "pain-then"
  | "drive"
  | "told";

/** Seconds of each part of one repetition, as the coach keeps the beat; `pause_s` is the rest before the next. */
export interface Tempo {
  lift_s: number;
  hold_s: number;
  lower_s: number;
  pause_s: number;
}

/** Everything a person reads or hears about the exercise. */
export interface Text {
  title: string;
  plural: string;
  summary: string;
  steps: string[];
  enter: string;
  far: string;
  place: string;
  start: string;
  rhythm_up: string;
  rhythm_down: string;
  done: string;
  breathe?: string;
  leave_out_if: string[];
  article: string;
  studies: string;
  easier?: string;
  harder?: string;
}

/** Whether a hamstring was pulled or torn before, by what the runner says. */
export type Torn = "never" | "lately" | "long-ago";

/** Another way to do the same exercise: its own words and, where the movement differs, its own cues and codes. */
export interface Variant {
  title: string;
  spoken: string;
  intro: string;
  cues: string[];
  steps: string[];
  halfway?: string;
  bias?: string;
  toe_turn_deg: number;
}

/** How much is heard. */
export type Voice = "everything" | "numbers" | "sounds" | "silent";

/** One of several ways in which an exercise is done. */
export interface Way {
  variant: string;
  title: string;
}

/** What weights are written and typed in; they are kept in kilograms. */
export type WeightUnit = "kg" | "lb";

/** Everything the coach puts out, as `bridge.receive` returns it. */
export type Output =
  | ({ kind: "screen" } & Screen)
  | ({ kind: "say" } & Say)
  | ({ kind: "sound" } & Sound)
  | ({ kind: "set" } & SetFinished)
  | ({ kind: "progress" } & SetProgress)
  | ({ kind: "pain" } & PainReported)
  | { kind: "pain-back" }
  | ({ kind: "ended" } & SessionEnded);
