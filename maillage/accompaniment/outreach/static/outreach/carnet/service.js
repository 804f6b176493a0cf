// The page opens without network: its own files, and nothing of anybody. The server writes VERSION, PAGE and FILES above this line.
"use strict";

const CACHE = `carnet-${VERSION}`;
const KEPT = 72 * 3600 * 1000;

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(CACHE);
    await Promise.all([PAGE, ...FILES].map(async (path) => {
      const answer = await fetch(path, { cache: "reload", redirect: "error" });
      if (!answer.ok) { throw new Error(path); }
      await cache.put(path, answer);
    }));
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith("carnet-") && name !== CACHE) { await caches.delete(name); }
    }
    await self.clients.claim();
    await forgetOld();
  })());
});

self.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== self.location.origin) { return; }
  if (pathname !== PAGE && !FILES.includes(pathname)) { return; }
  if (event.request.mode === "navigate" && !self.navigator.onLine) { event.waitUntil(forgetOld()); }
  event.respondWith((async () => {
    const kept = await (await caches.open(CACHE)).match(pathname);
    return kept || fetch(event.request);
  })());
});

self.addEventListener("periodicsync", (event) => { event.waitUntil(forgetOld()); });

// As queue.js: what is 72 hours old goes, and its hour stays to be said.
async function forgetOld() {
  const names = (await indexedDB.databases()).map((each) => each.name);
  if (!names.includes("carnet")) { return; }
  await new Promise((done) => {
    const asked = indexedDB.open("carnet", 1);
    asked.onerror = done;
    asked.onsuccess = () => {
      const whole = asked.result.transaction(["parcels", "kept"], "readwrite");
      const [parcels, kept] = [whole.objectStore("parcels"), whole.objectStore("kept")];
      const there = parcels.getAll();
      const lost = kept.get("lost");
      lost.onsuccess = () => {
        const old = there.result.filter((each) => Date.now() - each.keptAt >= KEPT);
        old.forEach((each) => parcels.delete(each.id));
        if (old.length) { kept.put([...(lost.result || []), ...old.map((each) => each.keptAt)], "lost"); }
      };
      whole.oncomplete = whole.onabort = whole.onerror = () => { asked.result.close(); done(); };
    };
  });
}
