/* On every page: "/" and Ctrl-K lead to the search box; the search itself is fetched when the box is first used. */
const form = document.querySelector("form.search");
const words = form?.elements.q;
let search;

function open() {
  search ??= import("./search.js").then((module) => module.start(form));
  fetchCore();
}

/* Asked for at the same time as the script that will read it: one trip less. */
function fetchCore() {
  window.searchCore ??= fetch(new URL("search/core.json", import.meta.url)).then((answer) => answer.json());
  window.searchCore.catch(() => {});
}

if (form) {
  words.addEventListener("focus", () => {
    if (matchMedia("(max-width: 47.99rem)").matches) form.scrollIntoView({ block: "start" }); /* room for results above a phone's keyboard */
    open();
  });
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
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    const controlK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
    if (!slash && !controlK) return;
    event.preventDefault();
    words.focus();
    words.select();
  });
  const filters = document.getElementById("search-filters");
  if (filters) {
    filters.hidden = false;
    filters.addEventListener("focusin", open);
    filters.addEventListener("change", open);
    addEventListener("popstate", open);
  }
  if (document.activeElement === words || (filters && /[?&#](q|kind|topic|audience|year)=./.test(location.search + location.hash))) open();
}
