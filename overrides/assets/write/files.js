/* Pictures and files that will lie beside the page: each is cleaned and checked on the device, and handed over to be saved.
   A card for each says what was taken out of it, and what to do with it. The words stand in fragments/write.html. */

import { isPicture, madeAnew, moves } from "./pictures.js";

const LARGEST = 20_000_000; /* bytes: what is larger can be published by nobody, and a phone cannot hold it */

const size = (bytes) => (bytes < 100_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1e6).toFixed(1)} MB`);

export class Files {
  /* "desk" is what the page does for it: says(name, values), made(tag, properties, ...children), look(name, raw, anew, ending, wait), insert(text),
     text() and put(text) of the body, whole() of the page, list(name) which puts it on the page's list, named(name) where nobody can be asked, and changed(). */
  constructor(element, desk) {
    Object.assign(this, { element, desk, ready: new Map() });
    /* Of each that may leave the device, by its name: its card, what is in it, the address at which the page shows it, what is renewed as the page changes,
       and, where nobody has looked inside yet, what looks again. */
  }

  names() {
    return [...this.ready.keys()];
  }

  blobs() {
    return Object.fromEntries([...this.ready].map(([name, { blob }]) => [name, blob]));
  }

  address(name) {
    return this.ready.get(name)?.address;
  }

  /* Lets each button say what it would do now. */
  renew() {
    const whole = this.desk.whole();
    for (const [name, { label, unnamed }] of this.ready) {
      label?.();
      unnamed.hidden = whole.includes(name);
    }
  }

  /* Looks into what was added while the checks did not run. */
  async lookAgain() {
    for (const [name, { look }] of [...this.ready]) {
      if (!look) continue;
      this.drop(name);
      await look();
    }
  }

  clear() {
    for (const name of this.names()) this.drop(name);
    this.element.replaceChildren();
  }

  drop(name) {
    const one = this.ready.get(name);
    URL.revokeObjectURL(one.address);
    this.ready.delete(name);
    one.card.remove();
  }

  free(name) {
    const dot = name.lastIndexOf(".");
    let found = name;
    for (let number = 2; this.ready.has(found); number += 1) found = `${name.slice(0, dot)}-${number}${name.slice(dot)}`;
    return found;
  }

  /* Adds a file as somebody chose it; "words" is what a picture shows, where that is known. Returns the name that it has now, "" where it may not leave the device. */
  async add(file, { words = "", crop } = {}) {
    const { says, made, look } = this.desk;
    const state = made("p", { role: "status", textContent: says("looking", { name: file.name }) });
    const card = made("li", { className: "write__one" }, state);
    this.element.append(card);
    if (file.size > LARGEST) return this.refuse(card, state, file.name, [{ message: says("toobig", { limit: LARGEST / 1e6 }), remedy: "" }]);
    const raw = new Uint8Array(await file.arrayBuffer());
    const anew = isPicture(file.name) ? await madeAnew(new Blob([raw]), crop).catch(() => null) : null;
    const found = await look(file.name, raw, anew && new Uint8Array(await anew.blob.arrayBuffer()), anew?.ending, () => {
      state.textContent = says("waiting", { name: file.name });
    });
    const wrong = found.problems.filter(({ severity }) => severity === "error");
    if (wrong.length || found.unread) return this.refuse(card, state, file.name, wrong);
    const blob = anew?.blob ?? new Blob([found.raw ?? raw]);
    const own = this.free(found.name);
    const address = URL.createObjectURL(blob);
    const unnamed = made("p", { className: "write__unnamed", textContent: says("unnamed") });
    this.ready.set(own, { card, blob, address, unnamed, look: found.unchecked && (() => this.add(file, { words, crop })) });
    state.textContent = says("readyfile", { name: own });
    const before = raw.length === blob.size ? null : size(raw.length);
    card.append(made("p", { className: "write__help", textContent: [
      says(before ? "sizes" : "size", { name: file.name, before, after: size(blob.size) }), this.taken(found),
      anew ? says("anew") : "", anew && moves(raw) ? says("still") : "", found.unchecked && !anew ? says("nochecks") : ""].filter(Boolean).join(" ") }));
    if (found.problems.length) card.append(made("p", { textContent: says("look") }), this.list(found.problems));
    card.append(unnamed, ...(anew || /\.svg$/.test(own) ? this.picture(own, address, words, state) : this.document(own, state)), made("p", { className: "write__do" },
      made("a", { className: "write__save", href: address, download: own, textContent: says("save", { name: own }) }), this.off(own)));
    this.desk.changed();
    return own;
  }

  taken(found) {
    return found.takenOut?.length ? this.desk.says("takenout", { what: found.takenOut.join("; ") }) : "";
  }

  list(problems) {
    return this.desk.made("ul", {}, ...problems.map(({ message, remedy }) => this.desk.made("li", { textContent: [message, remedy].filter(Boolean).join(". ") })));
  }

  refuse(card, state, name, problems) {
    const { says, made } = this.desk;
    card.classList.add("write__one--refused");
    state.textContent = says(problems.length ? "refusedfile" : "unlooked", { name });
    const off = made("button", { type: "button", textContent: says("off"), ariaLabel: `${says("off")}: ${name}` });
    off.addEventListener("click", () => this.gone(card, name));
    if (problems.length) card.append(made("p", { textContent: says("repair") }), this.list(problems));
    card.append(made("p", { className: "write__do" }, off));
    return "";
  }

  off(name) {
    const { says, made } = this.desk;
    const off = made("button", { type: "button", textContent: says("off"), ariaLabel: `${says("off")}: ${name}` });
    off.addEventListener("click", () => {
      const { card } = this.ready.get(name);
      this.drop(name);
      this.gone(card, name);
      this.desk.changed();
    });
    return off;
  }

  gone(card, name) {
    card.remove();
    this.desk.tell(this.desk.says("tookoff", { name }));
    document.getElementById("write--file").focus();
  }

  /* A picture: it is shown, and goes into the text with words for who cannot see it. */
  picture(name, address, words, state) {
    const { says, made, insert, text, put } = this.desk;
    const alt = made("textarea", { rows: 2, value: words, autocomplete: "off" });
    const button = made("button", { type: "button" });
    const stands = () => new RegExp(`!\\[[^\\]]*\\](?=\\(${name.replace(/[.]/g, "\\.")}\\))`);
    const label = () => {
      button.textContent = says(stands().test(text()) ? "putwords" : "puttext");
    };
    button.addEventListener("click", () => {
      const said = alt.value.replace(/[[\]\\]/g, "").replace(/\s+/g, " ").trim();
      alt.ariaInvalid = String(!said);
      state.textContent = said ? says("inserted", { name }) : says("decorates");
      if (!said) alt.focus();
      else if (stands().test(text())) put(text().replace(stands(), () => `![${said}]`));
      else insert(`![${said}](${name})`);
    });
    label();
    this.ready.get(name).label = label;
    return [made("img", { src: address, alt: "" }), made("label", {}, made("span", { className: "write__name", textContent: says("shows") }), alt), made("p", { className: "write__do" }, button)];
  }

  /* A document: it goes on the page's list of files. */
  document(name, state) {
    const { says, made, list } = this.desk;
    const button = made("button", { type: "button", textContent: says("putrow") });
    button.addEventListener("click", () => {
      state.textContent = says("listed", { name });
      list(name);
    });
    return [made("p", { className: "write__do" }, button)];
  }
}
