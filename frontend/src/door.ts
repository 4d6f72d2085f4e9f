/** What the player's page shows without a session: the page has it before the player itself is here. */

import { button, mark, part, put, words } from "./dom";

/** Opens the page: something happens, and nothing behind it is pressed a second time. */
export function showLoading(root: HTMLElement): void {
  root.hidden = false;
  mark(root, "stage", "loading");
  put(part(root, "caption"), words(root, "loading"));
  part(root, "choices").replaceChildren();
  root.focus();
}

/** Says what went wrong, and offers to try again and to close. */
export function showFailure(root: HTMLElement, id: string, again: () => void, close: () => void): void {
  put(part(root, "caption"), words(root, id));
  mark(root, "stage", "failed");
  mark(root, "choices", "some");
  const first = button(words(root, "again"), again, "is-main");
  part(root, "choices").replaceChildren(first, button(words(root, "close"), close));
  first.focus();
}
