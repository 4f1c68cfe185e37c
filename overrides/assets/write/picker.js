/* A field in which one finds something by some of its words, and puts it into the text: the pattern of a combobox with a
   list (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/). */

const MOST = 8;

const folded = (words) => words.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

export class Picker {
  /* "found" are the things, each with its words and what it is also known as; "put" takes the one that is chosen. */
  constructor(input, found, put, says) {
    Object.assign(this, { input, put, says, active: -1, shown: [] });
    this.found = found.map((one) => ({ one, words: folded(one.words), all: folded(`${one.words} ${one.also ?? ""}`) }));
    this.list = Object.assign(document.createElement("ul"), { id: `${input.id}--list`, className: "write__options", role: "listbox", hidden: true, ariaLabel: input.labels[0].textContent });
    this.said = Object.assign(document.createElement("p"), { className: "write__hidden", role: "status" });
    input.after(this.list, this.said);
    for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": this.list.id, "aria-autocomplete": "list" })) input.setAttribute(name, value);
    input.addEventListener("input", () => this.look());
    input.addEventListener("keydown", (event) => this.press(event));
    input.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); /* the field keeps the focus */
    this.list.addEventListener("click", ({ target }) => {
      const option = target.closest("li");
      if (option) this.choose([...this.list.children].indexOf(option));
    });
  }

  /* All words must be in what it is called; what begins with them comes first. */
  look() {
    const asked = folded(this.input.value).split(/\s+/).filter(Boolean);
    const fits = asked.length ? this.found.filter(({ all }) => asked.every((word) => all.includes(word))) : [];
    const rank = ({ words }) => (words.startsWith(asked.join(" ")) ? 0 : asked.every((word) => words.includes(word)) ? 1 : 2);
    this.shown = fits.map((one) => [rank(one), one]).sort(([one], [other]) => one - other).slice(0, MOST).map(([, { one }]) => one);
    this.list.replaceChildren(...this.shown.map(({ words }, place) => Object.assign(document.createElement("li"), { id: `${this.list.id}-${place}`, role: "option", ariaSelected: "false", textContent: words })));
    this.open(asked.length > 0);
    this.said.textContent = !asked.length ? "" : fits.length ? this.says("found", { count: fits.length }) : this.says("notfound");
    this.list.hidden = !this.shown.length;
    this.mark(this.shown.length ? 0 : -1);
  }

  open(is) {
    this.list.hidden = !is;
    this.input.setAttribute("aria-expanded", String(is && this.shown.length > 0));
  }

  mark(place) {
    this.active = place;
    [...this.list.children].forEach((option, number) => {
      option.ariaSelected = String(number === place);
      if (number === place) option.scrollIntoView({ block: "nearest" });
    });
    if (place < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", `${this.list.id}-${place}`);
  }

  press(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (steps && this.shown.length) {
      event.preventDefault();
      this.open(true);
      this.mark((this.active + steps + this.shown.length) % this.shown.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (this.active >= 0) this.choose(this.active);
    } else if (event.key === "Escape") this.close();
  }

  choose(place) {
    const one = this.shown[place];
    this.input.value = "";
    this.shown = [];
    this.close();
    this.put(one);
    this.said.textContent = this.says("inserted", { name: one.words });
  }

  close() {
    this.open(false);
    this.mark(-1);
  }
}
