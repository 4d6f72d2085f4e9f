/** Buttons that copy what stands in a field: `<button data-copy="id of the field" data-copied="Copied">`, hidden without a script. */

export function showCopyButtons(root: ParentNode): void {
  for (const button of root.querySelectorAll<HTMLButtonElement>("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => void copy(button));
  }
}

async function copy(button: HTMLButtonElement): Promise<void> {
  const field = document.getElementById(button.dataset["copy"] ?? "");
  if (!(field instanceof HTMLInputElement)) return;
  field.select(); // where the clipboard is refused, one key is left to press
  const done = await navigator.clipboard.writeText(field.value).then(
    () => true,
    () => false,
  );
  if (done) button.textContent = button.dataset["copied"] ?? "";
}
