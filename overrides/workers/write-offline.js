/* Shows the page to write on where there is no network: what the page has put into its store, and nothing else. Online, every
   request goes to the network first. */

const store = () => caches.open(`write ${new URL(registration.scope).pathname}`);

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  event.respondWith(fetch(request).catch(async (error) => {
    const kept = await (await store()).match(request, { ignoreVary: true });
    if (kept) return kept;
    throw error;
  }));
});
