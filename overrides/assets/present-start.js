/* The button that presents a briefing. What it needs is fetched when somebody is about to use it. */

const AT = "#page--present";
const button = document.querySelector(".present__open");
const load = () => import("./present.js");

async function present() {
  try {
    await (await load()).present(button);
  } catch {
    button.nextElementSibling.textContent = "It could not be fetched. Look whether you are online, then load the page again.";
  }
}

function follow() {
  if (location.hash.startsWith(AT)) present();
}

button.parentElement.classList.add("present--on"); /* for browsers that know no @media (scripting) */
button.addEventListener("click", present);
for (const event of ["pointerenter", "focus"]) button.addEventListener(event, () => load().catch(() => {}), { once: true });
addEventListener("hashchange", follow);
follow();
