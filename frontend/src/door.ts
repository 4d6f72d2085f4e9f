/** What the player's page shows without a session: the page has it before the player itself is here. */

import { mark, part, put, words } from "./dom";

/** Opens the page: something happens, and nothing behind it is pressed a second time. */
export function showLoading(root: HTMLElement): void {
  root.hidden = false;
  mark(root, "stage", "loading");
  put(part(root, "caption"), words(root, "loading"));
  root.focus();
}
