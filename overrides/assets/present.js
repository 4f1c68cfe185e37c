/* Shows a briefing to a team, one part a screen.

   The page's own elements are shown and hidden where they stand, by an attribute that goes again: nothing is copied or
   moved, so numbers, links and marks are those of the page, and print is that of the page. All of it is in memory from the
   start, and nothing is kept or sent. The address says the part: Back leaves, and loading again stays. */

const AT = "#page--present";
const NOTES = /^\s*speaker.s notes\s*$/i;
const NEVER = "details, .present, .follow, .part";
const END = "h2[id*='--'], section, .replaces, .feedback"; /* of a text: an identifier of the layout has two hyphens in a row */
const LARGEST = 2;

const root = document.documentElement;
const page = document.getElementById("page--content");

const style = new Promise((resolve, reject) => {
  const link = document.createElement("link");
  Object.assign(link, { rel: "stylesheet", href: new URL("present.css", import.meta.url), onload: resolve, onerror: reject });
  document.head.append(link);
});
style.catch(() => {}); /* is told to who asks for it */

let shown = null;
let lastTimer = null;

/* Presents the page of a button; nothing happens where it is presented already. */
export async function present(button) {
  await style;
  if (!shown) shown = new Presentation(button);
}

function made(name, properties, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) key in element ? (element[key] = value) : element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/* The parts in the order in which they are shown: { heading, blocks, notes, seconds }. The first is the page's title. */
function partsOf(button) {
  const title = page.querySelector("h1");
  const text = page.querySelector(".text");
  const headings = [...text.querySelectorAll("h2")].filter((heading) => !heading.matches(END));
  const seconds = button.dataset.seconds.split(" ").map(Number);
  const parts = [title, ...headings].map((heading, number) => ({ heading, blocks: [], notes: [], seconds: seconds[number] ?? 0 }));
  const take = (part, block) => {
    for (; block && !headings.includes(block) && !block.matches(END); block = block.nextElementSibling) {
      if (block.matches("details") && NOTES.test(block.querySelector("summary")?.textContent)) part.notes.push(block);
      else if (!block.matches(NEVER)) part.blocks.push(block);
    }
  };
  take(parts[0], title.nextElementSibling);
  take(parts[0], text.firstElementChild);
  for (const part of parts.slice(1)) take(part, part.heading.nextElementSibling);
  parts[0].blocks.push(...page.querySelectorAll(".facts__for"));
  const last = parts.findIndex(({ heading }) => heading.id && heading.id === button.dataset.last);
  if (last > 0) parts.push(...parts.splice(last, 1));
  return parts;
}

/* A block, or what it may be parted into. */
function unitsOf(block) {
  const within = block.matches("ul, ol") ? block.children : block.querySelectorAll(":scope > table > tbody > tr");
  return within.length ? [...within] : [block];
}

/* What is never parted: a heading, or words that end in a colon, stay with what follows. */
function groupsOf(blocks) {
  const groups = [];
  let open = false;
  for (const unit of blocks.flatMap(unitsOf)) {
    if (open) groups.at(-1).push(unit);
    else groups.push([unit]);
    open = unit.matches("h3, h4, h5, h6") || unit.textContent.trim().endsWith(":");
  }
  return groups;
}

/* What is said again where a screen begins with a unit: the heading that it stands under, and the words before its list.
   "Do not:" must never be on another screen than what not to do. */
function leadsTo(unit, heading) {
  const block = unit.parentElement.matches("ul, ol") ? unit.parentElement : (unit.closest(".table") ?? unit);
  const before = block.previousElementSibling;
  const leads = block !== unit && before?.matches("p") && (before.textContent.trim().endsWith(":") || before.textContent.length < 160) ? [before] : [];
  if (unit.matches("h3, h4, h5, h6")) return leads;
  for (let one = before; one && one !== heading; one = one.previousElementSibling) if (one.matches("h3, h4, h5, h6")) return [one, ...leads];
  return leads;
}

class Timer {
  constructor(parts, minutes) {
    this.minutes = minutes;
    this.all = `${minutes} min`;
    this.fill = made("div", { className: "presenting__fill" });
    this.words = made("span", { className: "presenting__minutes" });
    const bar = made("div", { className: "presenting__time" }, this.fill);
    let sum = 0;
    for (const part of parts) {
      sum += part.seconds;
      part.mark = made("div", { className: "presenting__mark" });
      part.mark.style.insetInlineStart = `${Math.min(100, (sum / 60 / minutes) * 100)}%`;
      if (part.seconds) bar.append(part.mark);
    }
    this.element = made("div", { className: "presenting__timer", role: "timer", ariaLabel: "Time" }, bar, this.words);
    this.reset();
  }

  get elapsed() {
    return this.before + (this.since ? Date.now() - this.since : 0);
  }

  reset() {
    this.before = 0;
    this.since = null;
    this.started = false;
    this.draw();
  }

  /* Who left by mistake and comes back finds the time as if they had stayed. */
  goOnLike({ before, since, started }) {
    Object.assign(this, { before, since, started });
    this.draw();
  }

  run(on) {
    if (on === Boolean(this.since)) return;
    this.before = this.elapsed;
    this.since = on ? Date.now() : null;
    this.started = true;
    this.draw();
  }

  draw() {
    const minutes = this.elapsed / 60000;
    this.fill.style.inlineSize = `${Math.min(100, (minutes / this.minutes) * 100)}%`;
    const words = minutes >= this.minutes ? `${this.all} over` : `${Math.floor(minutes)} of ${this.all}`;
    if (this.words.textContent !== words) this.words.textContent = words;
  }
}

class Presentation {
  constructor(button) {
    this.button = button;
    this.scroll = scrollY;
    this.parts = partsOf(button);
    this.size = 1;
    this.letters = true;
    this.withNotes = false;
    this.opened = new Map(this.notes.map((note) => [note, note.open]));
    this.stop = new AbortController();
    this.timer = new Timer(this.parts, Number(button.dataset.minutes));
    if (this.partInAddress && lastTimer) this.timer.goOnLike(lastTimer);
    this.tick = setInterval(() => this.timer.draw(), 1000);
    const asked = location.hash.startsWith(AT);
    history.scrollRestoration = "manual"; /* of the page and, from here on, of what is shown of it */
    if (!asked) history.pushState({ presenting: true }, "", AT);
    this.build();
    this.hideTheRest();
    this.awake();
    this.listen();
    this.divide();
    this.follow();
    this.next.focus();
  }

  get notes() {
    return this.parts.flatMap(({ notes }) => notes);
  }

  /* Which part the address names; 0 is the title. */
  get partInAddress() {
    return Math.min(parseInt(location.hash.slice(AT.length + 1), 10) || 0, this.parts.length - 1);
  }

  /* The bar below, and what it opens. */
  build() {
    const button = (words, press, more = {}) => made("button", { type: "button", onclick: press, ...more }, ...[words].flat());
    this.back = button("Back", () => this.go(-1));
    this.next = button("Next", () => this.forward());
    this.place = made("p", { className: "presenting__place" }, "Title");
    this.said = made("p", { className: "presenting__said", role: "status" });
    this.actions = [
      ["n", "Speaker’s notes", () => this.showNotes(!this.withNotes), () => this.withNotes],
      ["p", "Pause the time", () => this.timer.run(!this.timer.since), () => this.timer.started && !this.timer.since],
      ["r", "Start the time again", () => (this.timer.reset(), this.timer.run(true))],
      ["t", "Hide the time", () => (this.timer.element.hidden = !this.timer.element.hidden), () => this.timer.element.hidden],
      ["+", "Larger words", () => this.resize(0.25)],
      ["-", "Smaller words", () => this.resize(-0.25)],
      ["b", "Blank the screen", () => this.blank(true)],
      ["f", "Full screen", () => this.fullScreen(), () => Boolean(document.fullscreenElement)],
      ["", "Use letter keys", () => (this.letters = !this.letters), () => this.letters],
    ].filter(([key]) => (key !== "n" || this.notes.length) && (key !== "f" || root.requestFullscreen));
    for (const action of this.actions) {
      const [key, words, press, pressed] = action;
      action.button = button(key ? [words, " ", made("kbd", {}, key.toUpperCase())] : words, () => this.act(press), key ? { "aria-keyshortcuts": key } : {});
      action.draw = () => pressed && (action.button.ariaPressed = String(pressed()));
    }
    this.panel = made("div", { className: "presenting__options", hidden: true, id: "page--presenting" }, ...this.actions.map(({ button }) => button),
      made("p", {}, "On: right arrow, space, Page Down, or a swipe to the left. Back: left arrow, Page Up, or a swipe to the right. First and last: Home and End. Leave: Escape. These options: question mark."));
    this.options = button("Options", () => this.open(this.panel.hidden), { ariaExpanded: "false", "aria-controls": this.panel.id });
    this.cover = button(made("span", {}, "Show the screen again"), () => this.blank(false), { className: "presenting__blank", hidden: true });
    const day = document.querySelector(".kept strong")?.textContent; /* of a copy kept on this device: no number of it without its day */
    const copy = day ? [made("p", { className: "presenting__copy" }, day)] : [];
    this.bar = made("section", { className: "presenting", ariaLabel: "Presenting" }, this.timer.element, this.place, ...copy,
      made("div", { className: "presenting__buttons" }, this.back, this.next, this.options, this.panel, button("Leave", () => this.leave())), this.said, this.cover);
    document.body.append(this.bar);
  }

  /* All that is neither the page itself nor around it. */
  hideTheRest() {
    root.dataset.presenting = "";
    for (let inner = page; inner !== document.body; inner = inner.parentElement) {
      for (const other of inner.parentElement.children) if (other !== inner && other !== this.bar) other.dataset.present = "off";
    }
  }

  /* Shows some elements of the page and nothing else of it. */
  mark(units) {
    const wanted = new Set(units);
    const within = (element) => {
      for (const child of element.children) {
        const partly = !wanted.has(child) && units.some((unit) => child.contains(unit));
        if (partly) within(child);
        if (partly || wanted.has(child) || child.matches("caption, thead")) child.removeAttribute("data-present");
        else child.dataset.present = "off";
      }
    };
    within(page);
  }

  /* Leaves room for the bar, whose words may take two lines. */
  standOnBar() {
    root.style.setProperty("--present-bar", `${this.bar.offsetHeight}px`);
  }

  get space() {
    return `${page.clientWidth} ${page.clientHeight}`;
  }

  /* Parts that are too long for the screen go on several, of even length. What is longer than one by itself scrolls. */
  divide() {
    this.standOnBar();
    this.divided = this.space;
    const inner = page.clientHeight - 2 * parseFloat(getComputedStyle(page).paddingTop); /* below, the margin of what is last */
    this.screens = this.parts.flatMap((part) => {
      const notes = this.withNotes ? part.notes : [];
      const groups = groupsOf(part.blocks);
      this.mark([part.heading, ...groups.flat(), ...notes]);
      const top = (unit) => unit.getBoundingClientRect().top;
      const bottom = (unit) => unit.getBoundingClientRect().bottom;
      const spans = groups.map((group) => [top(group[0]), bottom(group.at(-1))]);
      const room = inner - (spans.length ? top(groups[0][0]) - top(part.heading) : 0) - notes.reduce((sum, note) => sum + note.offsetHeight, 0);
      const leads = groups.map(([unit]) => leadsTo(unit, part.heading));
      const height = (one) => one.offsetHeight + parseFloat(getComputedStyle(one).marginBottom);
      const starts = groups.map(([unit], number) => spans[number][0] - leads[number].reduce((sum, one) => sum + height(one), unit.closest("table")?.tHead?.offsetHeight ?? 0));
      const divided = (limit) => {
        const found = [{ units: [], again: [] }];
        let start = starts[0];
        groups.forEach((group, number) => {
          if (found.at(-1).units.length && spans[number][1] - start > limit) {
            found.push({ units: [], again: leads[number] });
            start = starts[number];
          }
          found.at(-1).units.push(...group);
        });
        return found;
      };
      let steps = divided(room);
      if (steps.length > 1) {
        const fewest = steps.length;
        for (let limit = room / 2; limit < room; limit += room / 40) {
          steps = divided(limit);
          if (steps.length === fewest) break;
        }
        if (steps.length > fewest) steps = divided(room);
      }
      return steps.map(({ units, again }, step) => ({ part, units: [part.heading, ...units, ...notes], again, step, steps: steps.length }));
    });
  }

  show(at) {
    this.at = at;
    const { part, units, again, step, steps } = this.screens[at];
    const number = this.parts.indexOf(part);
    this.mark([...units, ...again]);
    for (const one of again) one.dataset.present = "again";
    page.scrollTop = 0;
    const place = number ? `Part ${number} of ${this.parts.length - 1}` : "Title";
    this.place.textContent = steps > 1 ? `${place} · ${step + 1}/${steps}` : place;
    this.said.textContent = `${part.heading.textContent}. ${place}` + (steps > 1 ? `, screen ${step + 1} of ${steps}.` : ".");
    for (const { mark } of this.parts) mark.classList.toggle("presenting__mark--now", mark === part.mark);
    this.back.ariaDisabled = String(at === 0);
    this.measure();
    history.replaceState(history.state, "", number ? `${AT}-${number}` : AT);
    if (number && !this.timer.started) this.timer.run(true);
  }

  get below() {
    return page.scrollHeight - page.clientHeight - page.scrollTop > 4;
  }

  /* Says whether something is below the edge of the screen. */
  measure() {
    const more = this.below;
    page.tabIndex = page.scrollHeight > page.clientHeight ? 0 : -1;
    this.bar.classList.toggle("presenting--more", more);
    this.next.textContent = more ? "More" : "Next";
    this.next.ariaDisabled = String(!more && this.at === this.screens.length - 1);
  }

  forward() {
    if (this.below) page.scrollBy({ top: page.clientHeight * 0.8, behavior: "instant" });
    else this.go(1);
  }

  go(by) {
    const to = Math.min(Math.max(0, this.at + by), this.screens.length - 1);
    if (to !== this.at) this.show(to);
  }

  /* Divides anew, and stays where it is. */
  again() {
    const { part, units } = this.screens[this.at];
    const first = units[1];
    this.divide();
    const at = this.screens.findIndex((screen) => screen.part === part && (!first || screen.units.includes(first)));
    this.show(Math.max(0, at));
  }

  act(press) {
    press();
    for (const { draw } of this.actions) draw();
  }

  open(on) {
    this.panel.hidden = !on;
    this.options.ariaExpanded = String(on);
    for (const { draw } of this.actions) draw();
    (on ? this.actions[0].button : this.options).focus();
  }

  showNotes(on) {
    this.withNotes = on;
    for (const note of this.notes) note.open = on;
    this.again();
    if (on && !this.screens[this.at].part.notes.length) this.said.textContent = "This part has no notes.";
  }

  resize(by) {
    this.size = Math.min(LARGEST, Math.max(0.75, this.size + by));
    root.style.setProperty("--present-size", this.size);
    this.again();
  }

  blank(on) {
    this.cover.hidden = !on;
    (on ? this.cover : this.next).focus();
  }

  fullScreen() {
    document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen().catch(() => {});
  }

  /* The screen of a laptop would go dark in seven minutes. Where it cannot be kept on, it is not. */
  async awake() {
    try {
      this.lock = await navigator.wakeLock?.request("screen");
      if (!shown) this.lock?.release();
    } catch {}
  }

  listen() {
    const { signal } = this.stop;
    addEventListener("keydown", (event) => this.press(event), { signal, capture: true });
    addEventListener("hashchange", () => this.follow(), { signal });
    page.addEventListener("scroll", () => this.measure(), { signal });
    page.addEventListener("click", (event) => this.link(event), { signal });
    page.addEventListener("pointerdown", (event) => (this.from = event.isPrimary && event.pointerType !== "mouse" ? event : null), { signal });
    page.addEventListener("pointercancel", () => (this.from = null), { signal });
    page.addEventListener("pointerup", (event) => this.swipe(event), { signal });
    document.addEventListener("fullscreenchange", () => this.actions.forEach(({ draw }) => draw()), { signal });
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.awake(), { signal });
    this.observer = new ResizeObserver(() => {
      this.standOnBar();
      if (this.divided !== this.space) this.again();
    });
    for (const one of [this.bar, page]) this.observer.observe(one);
  }

  press(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    event.stopPropagation(); /* the page's own keys rest */
    const { key } = event;
    const letter = key.length === 1 && key !== " ";
    if (letter && !this.letters) return;
    if (key === "Escape") this.escape();
    else if (!this.cover.hidden) {
      if (["Tab", "Shift"].includes(key)) return;
      this.blank(false);
    } else if (key === " " && event.target.closest("button, a, summary")) return;
    else if (["ArrowRight", "PageDown"].includes(key) || (key === " " && !event.shiftKey)) this.forward();
    else if (["ArrowLeft", "PageUp", " "].includes(key)) this.go(-1);
    else if (key === "Home") this.go(-Infinity);
    else if (key === "End") this.go(Infinity);
    else if (["ArrowDown", "ArrowUp"].includes(key)) page.scrollBy({ top: (key === "ArrowDown" ? 0.2 : -0.2) * page.clientHeight, behavior: "instant" });
    else if (key === "?") this.open(this.panel.hidden);
    else {
      const name = { ".": "b", "=": "+" }[key] ?? key.toLowerCase();
      const action = this.actions.find(([own]) => own && own === name);
      if (!action || event.repeat) return;
      this.act(action[2]);
    }
    event.preventDefault();
  }

  escape() {
    if (!this.cover.hidden) this.blank(false);
    else if (!this.panel.hidden) this.open(false);
    else this.leave();
  }

  /* A finger that goes sideways. One that scrolls, or makes larger, is cancelled by the browser. */
  swipe(event) {
    const { from } = this;
    this.from = null;
    if (!from || from.pointerId !== event.pointerId || (window.visualViewport?.scale ?? 1) > 1.01) return;
    const [x, y] = [event.clientX - from.clientX, event.clientY - from.clientY];
    if (Math.abs(x) > 48 && Math.abs(x) > 2 * Math.abs(y)) this.go(x < 0 ? 1 : -1);
  }

  /* A link to another part shows it. One to what is not presented leaves, and goes there. */
  link(event) {
    const hash = event.target.closest("a[href^='#']")?.hash;
    const target = hash && document.getElementById(decodeURIComponent(hash.slice(1)));
    const at = target ? this.screens.findIndex(({ units }) => units.some((unit) => unit.contains(target))) : -1;
    if (at < 0) return;
    event.preventDefault();
    this.show(at);
  }

  /* The address has changed: to another part, or to none. */
  follow() {
    const part = this.parts[this.partInAddress];
    if (location.hash.startsWith(AT)) this.show(this.screens.findIndex((screen) => screen.part === part));
    else this.close();
  }

  leave() {
    if (history.state?.presenting) history.back();
    else {
      history.replaceState(null, "", location.pathname + location.search);
      this.close();
    }
  }

  /* The page as it was, at the part that was shown. */
  close() {
    const { part } = this.screens[this.at];
    this.stop.abort();
    clearInterval(this.tick);
    this.observer.disconnect();
    this.lock?.release();
    shown = null;
    lastTimer = this.timer;
    if (document.fullscreenElement) document.exitFullscreen();
    for (const [note, open] of this.opened) note.open = open;
    for (const element of document.querySelectorAll("[data-present]")) element.removeAttribute("data-present");
    this.bar.remove();
    delete root.dataset.presenting;
    for (const name of ["--present-bar", "--present-size"]) root.style.removeProperty(name);
    if (!root.getAttribute("style")) root.removeAttribute("style");
    page.tabIndex = -1;
    history.scrollRestoration = "auto";
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target) target.scrollIntoView();
    else if (part === this.parts[0]) {
      scrollTo(0, this.scroll);
      this.button.focus({ preventScroll: true });
    } else {
      part.heading.tabIndex = -1;
      part.heading.addEventListener("blur", () => part.heading.removeAttribute("tabindex"), { once: true });
      part.heading.focus({ preventScroll: true });
      part.heading.scrollIntoView();
    }
  }
}
