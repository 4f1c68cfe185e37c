/* Stands in a preview where a site has its worker: a browser that kept a site's pages at this address forgets them. */

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(Promise.all([caches.delete(`kept ${new URL(registration.scope).pathname}`), registration.unregister()])));
