// The service worker of the talk, for /interviews/ alone; what else may work in the background has a worker and a scope of
// its own. It puts by the page of an agreed talk with the files it names, and nothing else of the notebook.

const CACHE = "askaround-talk-1";
const TALK = /^\/interviews\/[0-9a-f-]{36}\/talk\/$/;
const NEXT = "/interviews/talk/";
const PATIENCE = 700; // milliseconds for the network, where the page is here already

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("message", (event) => {
  const { keep, forget: gone } = event.data;
  if (keep && TALK.test(keep)) event.waitUntil(fetchPage(keep).then((answer) => answer.ok && here(keep)).catch(() => here(keep)).then((kept) => event.ports[0]?.postMessage(Boolean(kept))));
  if (gone) event.waitUntil(forget(gone));
});

addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== location.origin) return;
  if (mode === "navigate" && TALK.test(pathname)) event.respondWith(page(url, pathname));
  else if (mode === "navigate" && pathname === NEXT) event.respondWith(fetch(event.request).catch(nearest));
  else if (pathname.startsWith("/static/")) event.respondWith(file(event.request));
});

const here = async (path) => (await caches.open(CACHE)).match(path, { ignoreSearch: true, ignoreVary: true });
const later = (wait) => new Promise((resolve) => setTimeout(resolve, wait));

async function file(request) {
  const cache = (await caches.has(CACHE)) ? await caches.open(CACHE) : null;
  return (await cache?.match(request, { ignoreVary: true })) ?? fetch(request);
}

// From the network while it answers; else as it was put by.
async function page(url, path) {
  const kept = await here(path);
  const asked = fetchPage(url);
  if (!kept) return asked;
  const first = await Promise.race([asked.catch(() => kept), later(PATIENCE).then(() => kept)]);
  // A sign-in that has run out must not end a talk: notes wait until the seeker is back.
  const usable = first.ok || first.type === "error" || first.status < 500;
  return usable && !first.signIn ? first : kept.clone();
}

async function fetchPage(url) {
  const answer = await fetch(url, { credentials: "same-origin", headers: { Accept: "text/html" } });
  const { pathname } = new URL(url, location);
  if (answer.redirected) {
    const signIn = new URL(answer.url).pathname.startsWith("/sign-in/");
    if (!signIn) await forget(pathname);
    return Object.assign(Response.redirect(answer.url), { signIn });
  }
  if (answer.ok) await put(pathname, answer.clone());
  if (answer.status === 404) await forget(pathname);
  return answer;
}

// The files first, the page last: it is never here without them.
async function put(path, answer) {
  const html = await answer.text();
  const cache = await caches.open(CACHE);
  const files = [...html.matchAll(/\s(?:href|src)="(\/static\/[^"]+)"/g)].map((found) => found[1]);
  const missing = [];
  for (const each of new Set(files)) if (!(await cache.match(each))) missing.push(each);
  await cache.addAll(missing);
  await cache.put(path, new Response(html, { headers: answer.headers }));
}

async function forget(path) {
  const cache = await caches.open(CACHE);
  await cache.delete(path, { ignoreSearch: true, ignoreVary: true });
  if (!(await pages(cache)).length) await caches.delete(CACHE);
}

const pages = async (cache) => (await cache.keys()).filter((request) => TALK.test(new URL(request.url).pathname));

// The talk nearest to now, of those put by.
async function nearest() {
  const cache = await caches.open(CACHE);
  const found = await Promise.all((await pages(cache)).map(async (request) => [request.url, await cache.match(request, { ignoreVary: true })]));
  const away = ([, answer]) => Math.abs(Date.now() - answer.headers.get("Talk-Starts"));
  const [first] = found.sort((a, b) => away(a) - away(b));
  return first ? Response.redirect(first[0]) : Response.error();
}
