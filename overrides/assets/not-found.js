/* On the page for missing addresses. Its links start at the path that the site was built for; this file knows where the site
   stands, for it was found there. */

const site = new URL("../", import.meta.url);
const built = document.querySelector("main").dataset.built;

for (const name of ["href", "action"]) {
  for (const node of document.querySelectorAll(`[${name}^="/"]`)) {
    const { pathname } = new URL(node.getAttribute(name).slice(built.length), site);
    node.setAttribute(name, pathname.replace(/^\/+/, "/")); /* with two slashes in front it would lead to another site */
  }
}

/* What stands after # is not sent to the server. */
document.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  const to = new URL(event.target.action);
  to.hash = new URLSearchParams({ q: event.target.elements.q.value.trim() });
  location.assign(to);
});
