/* On every page: "/" and Ctrl-K lead to the search box; the search itself is fetched when the box is first used. And the
   menu closes when somebody goes elsewhere. */

const INDEX = new URL("../search-index/", import.meta.url);

const MOST_EARLY = 4; /* files that mend words, before it is known whether they are needed */

const form = document.querySelector("form.search");
const words = form?.elements.q;
const results = document.getElementById("search--results");
const filters = document.getElementById("search--filters");
const narrow = matchMedia("(max-width: 47.99rem)");

const early = new Map(); /* by the first two letters of words that were typed already: the answer on the way for what mends them */
let search, expect = askForSpelling; /* "expect" asks for what the words that are typed need, as far as that is known before the search is here */

function open() {
  search ??= start();
  if (!("ready" in form.dataset)) expect();
}

/* Asks for everything before it is needed: found one by one, by what needs them, each would be one more wait. First comes what says which
   files of the index the words need; what reads these is asked for when that begins to arrive, so that it holds nothing up and is here
   when they are. What ahead.js and box.js import comes with them: hooks/publishing/search/scripts.py. */
async function start() {
  const answer = fetch(new URL("core.json", INDEX));
  const rest = answer.then(askForRest);
  rest.catch(() => {}); /* is told below */
  const [{ Index }, { askAhead }] = await Promise.all([import("./index.js"), import("./ahead.js")]);
  const index = await Index.open(INDEX, answer, early);
  expect = () => askAhead(index, words.value, !results);
  expect();
  const [{ Box }, { ResultsPage }] = await rest;
  const box = new Box(form, index);
  if (results) new ResultsPage(box).open();
  if (document.activeElement === words) box.update();
}

function askForRest() {
  const scripts = Promise.all([import("./box.js"), results ? import("./page.js") : {}]);
  if (!results) document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL("../search.css", import.meta.url) }));
  return scripts;
}

/* What mends words can be asked for before anything is known, by their first two letters: of the last word, which may go on, and of the longest.
   A browser asks for six files at once of a server that knows no HTTP/2, and two are on their way. */
function askForSpelling() {
  const typed = words.value.toLowerCase().match(/[a-z0-9]{2,}/g) ?? [];
  const longest = typed.slice(0, -1).filter((word) => word.length > 2).sort((one, other) => other.length - one.length);
  for (const word of [...typed.slice(-1), ...longest].slice(0, MOST_EARLY)) {
    const start = word.slice(0, 2);
    if (!/[a-z]{2}/.test(start) || early.has(start)) continue;
    early.set(start, fetch(new URL(`v/${start}.json`, INDEX)));
    early.get(start).catch(() => {}); /* whoever needs it meets that too */
  }
}

/* Enter before the search has arrived. What stands after # is not sent to the server. */
function submitEarly(event) {
  if ("ready" in form.dataset) return;
  event.preventDefault();
  const to = new URL(form.action);
  to.hash = new URLSearchParams({ q: words.value.trim() });
  location.assign(to);
  if (results) open();
}

/* WCAG 2.2, 2.1.4: a shortcut of one key can be turned off. Where the browser keeps nothing, it stays on. */
function slashOff(off) {
  try {
    if (off !== undefined) off ? localStorage.setItem("search-key", "off") : localStorage.removeItem("search-key");
    return localStorage.getItem("search-key") === "off";
  } catch {
    return false;
  }
}

function press(event) {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey && !slashOff();
  const controlK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
  if (!slash && !controlK) return;
  event.preventDefault();
  words.focus();
  words.select();
}

function offerChoiceOfKey() {
  const key = document.getElementById("search--key");
  if (!key) return;
  const choice = key.querySelector("input");
  choice.checked = !slashOff();
  choice.addEventListener("change", () => (choice.checked = !slashOff(!choice.checked)));
  key.hidden = false;
}

function offerFilters() {
  if (!filters) return;
  filters.addEventListener("focusin", open);
  filters.addEventListener("change", open);
  addEventListener("popstate", open);
}

if (form) {
  words.addEventListener("focus", () => {
    if (narrow.matches) form.scrollIntoView({ block: "start" }); /* room for results above a phone's keyboard */
    open();
  });
  words.addEventListener("pointerdown", open); /* a finger comes down a tenth of a second before the focus */
  words.addEventListener("input", open);
  form.addEventListener("submit", submitEarly);
  document.addEventListener("keydown", press);
  offerChoiceOfKey();
  offerFilters();
  if (document.activeElement === words || (filters && /[?&#](q|kind|topic|audience|year)=./.test(location.search + location.hash))) open();
}

const menu = document.querySelector(".menu");

function closeMenu(event) {
  const open = [...menu.querySelectorAll("details[open]")];
  if (!open.length || (event.key ? event.key !== "Escape" : menu.contains(event.target))) return;
  if (event.key && menu.contains(document.activeElement)) open[0].querySelector("summary").focus();
  for (const one of open) one.open = false;
}

for (const kind of ["click", "focusin", "keydown"]) addEventListener(kind, closeMenu);
