/* Shows the page to write on where there is no network: what the page has put into its store, and nothing else. Online, every
   request goes to the network first, past what the browser has at hand; but what stands in a folder that is named by its
   content is the same for ever. */

const root = new URL(registration.scope);
const store = () => caches.open(`write ${root.pathname}`);
const kept = async (request) => (await store()).match(request, { ignoreVary: true });

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  const forEver = request.url.startsWith(root.href) && /^[0-9a-f]{16}\//.test(request.url.slice(root.href.length));
  event.respondWith((async () => {
    const copy = forEver && await kept(request);
    if (copy) return copy;
    try {
      return await (request.mode === "navigate" ? fetch(request.url, { cache: "no-cache", redirect: "manual" }) : fetch(request, { cache: forEver ? "default" : "no-cache" }));
    } catch (error) {
      const spare = await kept(request);
      if (spare) return spare;
      throw error;
    }
  })());
});
