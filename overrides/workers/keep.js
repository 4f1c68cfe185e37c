/* Shows the pages that somebody asked to keep on a device, where the network does not answer. It fetches nothing by itself
   and writes nothing; assets/keep.js does, when its button is pressed. Whoever is online sees the pages as they are.

   LOUD stands before this: the days after which a copy says loudly how old it is. */

const root = new URL(registration.scope);
const NAME = `kept ${root.pathname}`;
const PATIENCE = 4000; /* milliseconds until a very slow network counts as none, where there is a copy */

const fromCopy = new Set(); /* the windows that show a copy: they get its style and script as well */

const kept = (url) => caches.match(url.replace(/(?:index\.html)?(?:[?#].*)?$/, ""), { cacheName: NAME });
const later = (time) => new Promise((done) => setTimeout(done, time));
const html = (text) => new Response(text, { headers: { "Content-Type": "text/html; charset=utf-8" } });

function noticed(page, { kept: moment }) {
  const day = new Date(moment).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "Europe/London" });
  const age = Math.max(0, Math.floor((Date.now() - moment) / 86400000));
  const old = age > LOUD;
  const ago = age ? `, ${age} day${age > 1 ? "s" : ""} ago` : "";
  const notice = `<section class="kept ${old ? "kept--old" : ""}" aria-label="A copy"><p><strong>Copy kept on ${day}${ago}.</strong>`
    + ` Numbers may have changed since; check when you are online. <a href="${root.pathname}keep/">Pages on this device</a></p></section>`;
  const text = old ? page.replaceAll('class="now"', "") : page; /* from so old a copy nobody says what is open now */
  return text.replace("</head>", () => `<link rel="stylesheet" href="${root.pathname}assets/keep.css">\n</head>`).replace(/<header\b/, (header) => notice + header);
}

async function page({ request, resultingClientId }) {
  const copy = await kept(request.url);
  const asked = fetch(request.url, { cache: "no-cache", redirect: "manual" }).catch(() => null); /* what the browser has at hand would have no date */
  const answer = await (copy ? Promise.race([asked, later(PATIENCE)]) : asked);
  if (answer && (answer.status < 500 || !copy)) return answer;
  const record = await (await kept(`${root}keep/record.json`))?.json();
  if (!record) return Response.error();
  const folder = new URL(request.url);
  folder.pathname += "/";
  if (!copy && await kept(folder.href)) return Response.redirect(folder.href); /* as a server leads on from an address that somebody typed off paper */
  fromCopy.add(resultingClientId);
  return html(copy ? noticed(await copy.text(), record) : record.missing.replaceAll('href="/', `href="${root.pathname}`));
}

async function file({ request, clientId }) {
  const copy = fromCopy.has(clientId) && await kept(request.url);
  if (copy) return copy;
  try {
    return await fetch(request);
  } catch (error) {
    const spare = await kept(request.url);
    if (spare) return spare;
    throw error;
  }
}

addEventListener("install", () => skipWaiting());
addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(root.href)) return;
  event.respondWith(request.mode === "navigate" ? page(event) : file(event));
});
