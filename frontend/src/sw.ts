/**
 * Keeps what a session needs, so that it can be led without a connection. Pages always come from the server; when it does
 * not answer, one page stands in for them all. The parts of the player are taken from here once they are here, all of one
 * stamp; new ones wait until no session is going on (`pages` asks for the change).
 */

import { CACHES, cacheOf, LIST, type Listed, STAMP, STAND_IN } from "./addresses";

/** The server writes the stamp in front of this file. */
const scope = self as unknown as ServiceWorkerGlobalScope & { STAMP: string };

const CACHE = cacheOf(scope.STAMP);
/** What belongs together and may be large: from here first. The little that every page loads: from the server first. */
const PARTS =
  /^\/static\/(demonstrations\/|built\/(player\.js|pose\.worker\.js|coach\.worker\.js|chunk-|engine\.zip|pyodide\/|vision\/|fonts\/|models\/))/;
const STATIC = /^\/static\//;

scope.addEventListener("install", (event) => {
  event.waitUntil(install());
});

scope.addEventListener("activate", (event) => {
  event.waitUntil(activate());
});

scope.addEventListener("message", (event) => {
  if (event.data === "take-over") void scope.skipWaiting();
});

scope.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== scope.location.origin) return;
  if (pathname === STAMP) event.respondWith(new Response(scope.STAMP));
  else if (request.mode === "navigate") event.respondWith(page(request));
  else if (PARTS.test(pathname)) event.respondWith(hereFirst(request));
  else if (STATIC.test(pathname)) event.respondWith(thereFirst(request));
});

async function install(): Promise<void> {
  const cache = await caches.open(CACHE);
  const { files } = (await (await fetch(LIST, { cache: "no-store" })).json()) as Listed;
  await cache.addAll([STAND_IN, ...files.filter(({ shell }) => shell).map(({ url }) => url)]);
}

async function activate(): Promise<void> {
  const old = (await caches.keys()).filter((name) => name.startsWith(CACHES) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await scope.clients.claim();
}

async function page(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match(STAND_IN, { cacheName: CACHE, ignoreVary: true });
    if (kept === undefined) throw error;
    return kept;
  }
}

async function hereFirst(request: Request): Promise<Response> {
  const kept = await caches.match(request, { cacheName: CACHE, ignoreVary: true });
  return kept ?? brought(request);
}

async function thereFirst(request: Request): Promise<Response> {
  try {
    return await brought(request);
  } catch (error) {
    const kept = await caches.match(request, { cacheName: CACHE, ignoreVary: true });
    if (kept === undefined) throw error;
    return kept;
  }
}

/** From the server, kept on the way. A device without room still gets its answer. */
async function brought(request: Request): Promise<Response> {
  const answer = await fetch(request);
  if (answer.status === 200) {
    const copy = answer.clone();
    const cache = await caches.open(CACHE);
    await cache.put(request, copy).catch(() => undefined);
  }
  return answer;
}
