/**
 * The browser's Back while a session is led: a step of its own in the history, so that a swipe from the edge of a phone does
 * not leave the page. Browsers pass over a step that nobody pressed for; so it is made within a press.
 */

/** Of this page alone: a step that was left behind, before a reload or under Forward, is none of its own. */
const OURS = crypto.randomUUID();

export class Back {
  private left = false;

  constructor(private readonly pressed: () => void) {
    addEventListener("popstate", this.popped);
  }

  /** The next Back stays on this page. */
  catch(): void {
    if (history.state !== OURS) history.pushState(OURS, "");
  }

  /** Gives the step back, and goes to another page with `go`. */
  leave(go: () => void): void {
    if (this.left) return; // pressed twice
    this.left = true;
    removeEventListener("popstate", this.popped);
    if (history.state !== OURS) go();
    else {
      addEventListener("popstate", go, { once: true });
      history.back();
    }
  }

  private readonly popped = (): void => {
    if (history.state !== OURS) this.pressed(); // not Forward
  };
}
