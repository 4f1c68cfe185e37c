/* On every page: "/" and Ctrl-K lead to the search box; the search itself is fetched when the box is first used. */
const form = document.querySelector("form.search");
const words = form?.elements.q;
const narrow = matchMedia("(max-width: 47.99rem)");

/* WCAG 2.2, 2.1.4: a shortcut of one key can be turned off. Where the browser keeps nothing, it stays on. */
function slashOff(off) {
  try {
    if (off !== undefined) off ? localStorage.setItem("search-key", "off") : localStorage.removeItem("search-key");
    return localStorage.getItem("search-key") === "off";
  } catch {
    return false;
  }
}

let search;

function open() {
  search ??= import("./search.js").then((module) => module.start(form));
  fetchCore();
}

/* Asked for at the same time as the script that will read it: one trip less. */
function fetchCore() {
  window.searchCore ??= fetch(new URL("search-index/core.json", import.meta.url)).then((answer) => answer.json());
  window.searchCore.catch(() => {});
}

if (form) {
  words.addEventListener("focus", () => {
    if (narrow.matches) form.scrollIntoView({ block: "start" }); /* room for results above a phone's keyboard */
    open();
  });
  words.addEventListener("pointerdown", open); /* a finger comes down a tenth of a second before the focus */
  words.addEventListener("input", open);
  /* Enter before the search has arrived. What stands after # is not sent to the server. */
  form.addEventListener("submit", (event) => {
    if ("ready" in form.dataset) return;
    event.preventDefault();
    const to = new URL(form.action);
    to.hash = new URLSearchParams({ q: words.value.trim() });
    location.assign(to);
    if (document.getElementById("search-results")) open();
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey && !slashOff();
    const controlK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
    if (!slash && !controlK) return;
    event.preventDefault();
    words.focus();
    words.select();
  });
  const key = document.getElementById("search-key");
  if (key) {
    const choice = key.querySelector("input");
    choice.checked = !slashOff();
    choice.addEventListener("change", () => (choice.checked = !slashOff(!choice.checked)));
    key.hidden = false;
  }
  const filters = document.getElementById("search-filters");
  if (filters) {
    filters.hidden = false;
    filters.open = !narrow.matches;
    filters.addEventListener("focusin", open);
    filters.addEventListener("change", open);
    addEventListener("popstate", open);
  }
  if (document.activeElement === words || (filters && /[?&#](q|kind|topic|audience|year)=./.test(location.search + location.hash))) open();
}
