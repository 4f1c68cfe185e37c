/* On every page: "/" and Ctrl-K lead to the search box; the search itself is fetched when the box is first used. And the
   menu closes when somebody goes elsewhere. */

const INDEX = new URL("../search-index/", import.meta.url);

const TURN = 40; /* milliseconds that what is needed first has the line to itself */

const form = document.querySelector("form.search");
const words = form?.elements.q;
const results = document.getElementById("search--results");
const filters = document.getElementById("search--filters");

const early = new Map(); /* by the first two letters of words that were typed already: the answer on the way for what mends them */
let search, expect; /* asks for what the words that are typed need, as far as that is known before the search is here */

function open() {
  search ??= start();
  if (!("ready" in form.dataset)) expect?.();
}

/* Asks for everything before it is needed: found one by one, by what needs them, each would be one more wait. But on a slow line what comes
   at the same time comes later, so it goes in turns: first what says in which files of the index the words lie, then what mends words, then
   what answers. What ahead.js and box.js import comes with them: hooks/publishing/search/scripts.py. */
async function start() {
  const core = ask("core.json");
  const ahead = import("./ahead.js");
  await turn(core);
  const rest = ask("rest.json");
  await turn(rest);
  (expect = askForSpelling)();
  const answering = Promise.all([import("./box.js"), results && import("./page.js")]);
  const { Vocabulary, askAhead } = await ahead;
  const vocabulary = await Vocabulary.open(INDEX, core, rest, early);
  (expect = () => askAhead(vocabulary, words.value, !results))();
  if (!results) document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL("../search.css", INDEX) }));
  const [{ Box }, page] = await answering;
  const box = await Box.of(form, vocabulary);
  page?.open(box);
  if (document.activeElement === words) box.update();
}

/* Whoever needs the answer meets what goes wrong too. */
function ask(path) {
  const answer = fetch(new URL(path, INDEX));
  answer.catch(() => {});
  return answer;
}

/* Until something is here, or has had the line to itself for long enough. */
const turn = (first) => Promise.race([first, new Promise((done) => setTimeout(done, TURN))]);

/* What mends words can be asked for before anything is known, by their first two letters: of the last word, which may go on, and of the longest.
   Four at most, for it may be that none is needed: a browser asks for six files at once of a server that knows no HTTP/2. */
function askForSpelling() {
  const typed = words.value.toLowerCase().match(/[a-z0-9]{2,}/g) ?? [];
  const longest = typed.slice(0, -1).filter((word) => word.length > 2).sort((one, other) => other.length - one.length);
  for (const word of [...typed.slice(-1), ...longest].slice(0, 4)) {
    const start = word.slice(0, 2);
    if (/[a-z]{2}/.test(start) && !early.has(start)) early.set(start, ask(`v/${start}.json`));
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
    if (matchMedia("(max-width: 47.99rem)").matches) form.scrollIntoView({ block: "start" }); /* room for results above a phone's keyboard */
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
