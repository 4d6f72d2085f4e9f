/** Whose pages these are. What is kept in this browser belongs to one runner, and is shown to and sent for no other. */

const KEY = "hamstride.runner";

/** The runner's mark as the page tells it; on the page that stands in, that of whoever was here last. `null`: unknown. */
export function owner(): string | null {
  if (typeof document === "undefined") return null;
  const here = document.querySelector<HTMLMetaElement>("meta[name=hamstride-runner]")?.content ?? null;
  try {
    if (here !== null) localStorage.setItem(KEY, here);
    return here ?? localStorage.getItem(KEY);
  } catch {
    return here; // blocked by the browser
  }
}
