/**
 * The browser's Back while a session is led: steps of its own in the history, so that a swipe from the edge of a phone does
 * not leave the page. Browsers pass over a step that nobody pressed for; so they are made within a press: one for the
 * session, and another for what lies over it, so that closing that leaves the session its own.
 */

/** Of this page alone: a step that was left behind, before a reload or under Forward, is none of its own. */
const OURS = crypto.randomUUID();

interface Step {
  of: string;
  step: number;
}

export class Back {
  private left = false;
  private at = 0;

  constructor(private readonly pressed: () => void) {
    addEventListener("popstate", this.popped);
  }

  /** The next Back, or the next two, stay on this page. */
  catch(steps: 1 | 2 = 1): void {
    for (this.at = here(); this.at < steps; this.at += 1)
      history.pushState({ of: OURS, step: this.at + 1 } satisfies Step, "");
  }

  /** Gives the steps back, and goes to another page with `go`. */
  leave(go: () => void): void {
    if (this.left) return; // pressed twice
    this.left = true;
    removeEventListener("popstate", this.popped);
    const steps = here();
    if (steps === 0) go();
    else {
      addEventListener("popstate", go, { once: true });
      history.go(-steps);
    }
  }

  private readonly popped = (): void => {
    const before = this.at;
    this.at = here();
    if (this.at === 0 || this.at < before) this.pressed(); // not Forward
  };
}

/** How many steps of this page's own lie behind. */
function here(): number {
  const state = history.state as Step | null;
  return state?.of === OURS ? state.step : 0;
}
