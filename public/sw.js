// Keeps the workbench's program and page on the phone, for a slow or absent network. Answers of the API
// are never kept: what they say is always the server's word of that moment.
const FILES = [/*qd:files*/]
const CACHE = "kept-qd:version"
const SHELL = "/shell"
const PATIENCE = 4000

addEventListener("install", event => {
  const kept = caches.open(CACHE).then(cache => cache.addAll([SHELL, ...FILES]))
  event.waitUntil(kept.then(() => skipWaiting()))
})

addEventListener("activate", event => {
  const old = caches.keys().then(names => names.filter(name => name !== CACHE))
  event.waitUntil(old.then(names => Promise.all(names.map(name => caches.delete(name)))).then(() => clients.claim()))
})

addEventListener("fetch", event => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (origin !== location.origin || request.method !== "GET" || pathname.startsWith("/api/")) return
  if (request.mode === "navigate") {
    if (pathname === "/workbench" || pathname.startsWith("/workbench/")) event.respondWith(page(request))
  } else if (FILES.includes(pathname)) {
    event.respondWith(caches.match(request).then(kept => kept || fetch(request)))
  } else if (pathname.startsWith("/icons/")) {
    event.respondWith(icon(event))
  }
})

// The server's page if it comes in time and no proxy says that the server is away, else the kept one: it asks the API who is here.
async function page(request) {
  const late = new Promise((_, reject) => setTimeout(reject, PATIENCE))
  try {
    const answer = await Promise.race([fetch(request), late])
    if (answer.status < 502) return answer
    return (await caches.match(SHELL)) || answer
  } catch {
    return (await caches.match(SHELL)) || fetch(request)
  }
}

// Pictures: the kept one at once, and a fresh one for the next time.
async function icon(event) {
  const cache = await caches.open(CACHE)
  const kept = await cache.match(event.request)
  const fresh = fetch(event.request).then(answer => {
    if (answer.ok) cache.put(event.request, answer.clone())
    return answer
  })
  if (!kept) return fresh
  event.waitUntil(fresh.catch(() => {}))
  return kept
}
