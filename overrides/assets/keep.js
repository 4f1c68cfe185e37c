/* The page "Keep these pages on this device". Nothing is kept, and no worker is there, until its button is pressed.

   The copy is one cache: the files that keep/copy.json lists, and a record of when they were fetched. All of them are
   fetched before the first is written; the record is written last, and without it there is no copy. keep-worker.js reads it. */

import { inWords } from "./moment.js";

const site = new URL("../", import.meta.url);
const at = (path) => new URL(path, site).href;
const NAME = `kept ${site.pathname}`;
const RECORD = at("keep/record.json");

const box = document.querySelector(".keep");
const [cannot, state, row, keep, remove] = ["cannot", "state", "do", "keep", "delete"].map((name) => box.querySelector(`.keep__${name}`));

const size = (bytes) => (bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1e6).toFixed(1)} MB`);

async function record() {
  return (await caches.match(RECORD, { cacheName: NAME }))?.json();
}

/* What the site offers now; null without network. */
async function offered() {
  try {
    const answer = await fetch(at("keep/copy.json"), { cache: "no-cache" });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

async function fetched(paths, each) {
  const found = new Map();
  const left = [...paths];
  async function next() {
    for (let path = left.shift(); path !== undefined; path = left.shift()) {
      const answer = await fetch(at(path), { cache: "no-cache" });
      if (!answer.ok) throw new Error(`${answer.status} ${path}`);
      const { headers } = answer;
      found.set(path, new Response(await answer.blob(), { headers: { "Content-Type": headers.get("Content-Type") ?? "" } }));
      each(found.size);
    }
  }
  await Promise.all([next(), next(), next(), next()]);
  return found;
}

function started({ installing: worker }) {
  return worker && new Promise((done, fail) => worker.addEventListener("statechange", () => ({ activated: done, redundant: fail })[worker.state]?.()));
}

async function keepAll(offer) {
  const paths = Object.keys(offer.files);
  const bar = Object.assign(document.createElement("progress"), { max: paths.length, value: 0, ariaLabel: "Fetched" });
  row.before(bar);
  try {
    const found = await fetched(paths, (number) => { bar.value = number; });
    await started(await navigator.serviceWorker.register(at("keep-worker.js"), { scope: site.pathname, updateViaCache: "none" }));
    const cache = await caches.open(NAME);
    for (const [path, answer] of found) await cache.put(at(path), answer);
    for (const request of await cache.keys()) if (request.url !== RECORD && !found.has(request.url.slice(site.href.length))) await cache.delete(request);
    await cache.put(RECORD, new Response(JSON.stringify({ ...offer, kept: Date.now() })));
  } catch (error) {
    if (!await record()) await removeAll(); /* no half of a copy */
    throw error;
  } finally {
    bar.remove();
  }
}

async function removeAll() {
  await caches.delete(NAME);
  const registration = await navigator.serviceWorker.getRegistration(site.href);
  if (registration?.scope === site.href) await registration.unregister();
}

/* Says what is here and what can be done. */
async function show(first = "") {
  const [copy, offer] = [await record(), await offered()];
  const { files, pages, bytes } = offer ?? copy ?? { files: {}, pages: 0, bytes: 0 };
  const all = `${pages} pages (${size(bytes)})`;
  const same = copy && offer && JSON.stringify(copy.files) === JSON.stringify(files);
  const now = !offer ? "There is no network now." : !copy ? "" : same ? "They are the same as here today." : "Some have changed since.";
  const here = copy ? `Kept on ${inWords(copy.kept)}: ${copy.pages} pages, ${size(copy.bytes)}.` : "Nothing is kept on this device.";
  state.textContent = [first, here, now].filter(Boolean).join(" ");
  keep.textContent = copy ? `Update: ${all}` : `Keep ${all} on this device`;
  keep.hidden = !offer;
  keep.onclick = () => during("Fetching.", "", () => keepAll(offer), "The pages could not be fetched, or there is no room for them.");
  remove.hidden = !copy;
  remove.onclick = () => during("Deleting.", "Deleted.", removeAll, "The browser did not let them be deleted.");
}

async function during(saying, done, work, failed) {
  const focused = document.activeElement;
  keep.disabled = remove.disabled = true;
  state.textContent = saying;
  let said = done;
  try {
    await work();
  } catch {
    said = failed;
  }
  keep.disabled = remove.disabled = false;
  await show(said);
  (focused.hidden ? keep : focused).focus();
}

try {
  if (!navigator.serviceWorker) throw new Error("no workers here");
  await caches.has(NAME); /* refused where the browser keeps no data */
  await show();
  cannot.hidden = true;
  row.hidden = false;
} catch { /* the sentence that stands there says it */ }
