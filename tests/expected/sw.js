// Written at build. Network first, so nothing is stale while there is a network; the copy serves when there is none.
// Kill switch: publish a file named "sw-off" beside this one, and every copy deletes itself.
const VERSION = "guide-VERSION-OF-THE-CONTENT";
const KEPT = "guide-kept";

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith("guide-") && name !== VERSION && name !== KEPT) await caches.delete(name);
    }
    const off = await fetch("sw-off", { cache: "no-store" }).then((answer) => answer.ok, () => false);
    if (off) {
      for (const name of await caches.keys()) if (name.startsWith("guide-")) await caches.delete(name);
      await self.registration.unregister();
    }
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  event.respondWith((async () => {
    const address = url.origin + url.pathname;
    try {
      const answer = await fetch(event.request);
      if (answer.ok && answer.status === 200) (await caches.open(VERSION)).put(address, answer.clone());
      return answer;
    } catch (error) {
      const kept = await caches.match(address);
      if (kept) return kept;
      throw error;
    }
  })());
});