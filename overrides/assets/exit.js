/* "Exit this page": blanks the page, then lets another take its place, so that the Back button does not lead to it.

   Three presses of the Shift key do the same. A press counts where no other key or button went down while Shift was held,
   and what was counted is forgotten after five seconds. After GOV.UK's component; it blanks the page in the same way. */

const link = document.querySelector(".exit__leave");
const said = document.querySelector(".exit__said");
const root = document.documentElement;
const title = document.title;
const blank = Object.assign(document.createElement("p"), { className: "exit__blank", role: "alert" });
let alone = false;
let presses = 0;
let forgetting;

function leave() {
  count(0);
  root.classList.add("exit-left");
  document.title = "Loading";
  document.body.append(blank);
  blank.textContent = "Loading."; /* once it is there, so that screen readers say it */
  location.replace(link.href);
}

function count(number) {
  clearTimeout(forgetting);
  presses = number;
  const left = 3 - number;
  said.textContent = number ? `Press Shift ${left} more time${left > 1 ? "s" : ""} to exit this page.` : "";
  if (number) forgetting = setTimeout(() => count(0), 5000);
}

link.addEventListener("click", (event) => {
  event.preventDefault();
  leave();
});
document.addEventListener("keydown", ({ key, repeat }) => {
  if (repeat) return;
  alone = key === "Shift";
  if (!alone && presses) count(0);
}, true);
document.addEventListener("pointerdown", () => { alone = false; }, true);
document.addEventListener("keyup", ({ key }) => {
  if (key !== "Shift" || !alone || "presenting" in root.dataset) return;
  alone = false;
  if (presses === 2) leave();
  else count(presses + 1);
}, true);
addEventListener("pageshow", () => { /* a browser may show the page again as it was when somebody left it */
  root.classList.remove("exit-left");
  document.title = title;
  blank.remove();
});
