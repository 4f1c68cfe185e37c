/* A key of the form that has parts: a row of fields for each, which can be added and removed. Where a file says it in a way
   that no row can hold, it stands as it is. The first row of the HTML (fragments/write.html) is copied for each. */

import { quoted, rowsWritten, valueOf } from "./keys.js";

const MANY = new Set(["rows", "choices", "pairs"]); /* sorts of which there may be several */

export class Rows {
  /* "element" is the whole field, "words" says what is announced, "changed" is called when a row has gone or come. */
  constructor(element, sort, label, words, changed) {
    Object.assign(this, { element, sort, label, words, changed });
    this.model = element.querySelector(".write__row");
    this.list = element.querySelector(".write__rows");
    this.more = element.querySelector(".write__more-rows");
    this.said = element.querySelector(".write__rows-said");
    this.raw = element.querySelector(".write__raw");
    this.more.addEventListener("click", () => {
      const row = this.add();
      this.said.textContent = words("added", { label, number: this.rows().length });
      row.querySelector("input, select, textarea").focus();
      changed();
    });
    this.list.addEventListener("click", ({ target }) => {
      const less = target.closest(".write__less");
      if (less) this.remove(less.closest(".write__row"));
    });
  }

  rows() {
    return [...this.list.children];
  }

  /* Adds a row with values by the names of its parts. */
  add(values = {}) {
    const row = this.model.cloneNode(true);
    row.hidden = false;
    for (const part of row.querySelectorAll(".write__part")) {
      const control = part.querySelector("input, select, textarea");
      control.value = values[name(part)] ?? "";
    }
    this.list.append(row);
    this.number();
    return row;
  }

  remove(row) {
    const next = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    this.number();
    this.said.textContent = this.words("removed", { label: this.label, left: this.rows().length });
    (next?.querySelector("input, select, textarea") ?? this.more).focus();
    this.changed();
  }

  number() {
    this.rows().forEach((row, place) => {
      row.querySelector(".write__of").textContent = MANY.has(this.sort) ? this.words("row", { label: this.label, number: place + 1 }) : this.label;
      row.querySelector(".write__less").ariaLabel = this.words("removing", { label: this.label, number: place + 1 });
    });
    this.more.parentElement.hidden = !this.raw.hidden || (!MANY.has(this.sort) && this.list.childElementCount > 0);
  }

  /* Takes what stands behind the key; returns the words in it that are no rows: of choices, those chosen. */
  fill(words) {
    this.list.replaceChildren();
    this.said.textContent = "";
    const found = valueOf(words);
    const rows = this.rowsOf(found);
    const known = new Set([...this.model.querySelectorAll(".write__part")].map(name));
    const fits = rows?.every((row) => Object.entries(row).every(([key, value]) => known.has(key) && typeof value === "string" && this.holds(key, value)));
    this.raw.hidden = Boolean(fits);
    this.raw.querySelector("textarea").value = fits ? "" : outdented(words.replace(/^\s*\n|\s+$/g, "").split("\n"));
    if (fits) for (const row of rows) this.add(row);
    this.number();
    return fits && Array.isArray(found) ? found.filter((one) => typeof one === "string") : [];
  }

  /* Returns the rows that a value is; undefined where it is something else. */
  rowsOf(found) {
    if (found === "") return [];
    const isMapping = (one) => typeof one === "object" && !Array.isArray(one);
    if (this.sort === "parts") return found && isMapping(found) ? [found] : undefined;
    if (this.sort === "pairs") return found && isMapping(found) ? Object.entries(found).map((pair) => Object.fromEntries([...this.model.querySelectorAll(".write__part")].map((part, place) => [name(part), pair[place]]))) : undefined;
    if (!Array.isArray(found)) return undefined;
    const rows = found.filter((one) => typeof one !== "string");
    return rows.every(isMapping) && (this.sort === "choices" || rows.length === found.length) ? rows : undefined;
  }

  /* Says whether a part can show a value: a list does not have every word, and a day is a day. */
  holds(key, value) {
    const control = this.model.querySelector(`.part--${key} :is(input, select, textarea)`);
    const probe = control.cloneNode(true);
    probe.value = value;
    return probe.value === value;
  }

  /* What is to stand behind the key, beside other words that are chosen. */
  value(chosen = []) {
    if (!this.raw.hidden) return this.raw.querySelector("textarea").value.trimEnd();
    const rows = this.rows().map((row) => [...row.querySelectorAll(".write__part")].flatMap((part) => {
      const words = part.querySelector("input, select, textarea").value.trim();
      return words ? [[name(part), /sort--text/.test(part.className) ? quoted(words.replace(/\s+/g, " ")) : words]] : [];
    })).filter((row) => row.length);
    if (!rows.length) return "";
    if (this.sort === "parts") return rows[0].map(([key, words]) => `${key}: ${words}`).join("\n");
    if (this.sort === "pairs") return rows.map((parts) => parts.map(([, words]) => words).join(": ")).join("\n");
    return [...chosen.map((word) => `- ${word}`), rowsWritten(rows)].join("\n");
  }
}

function outdented(lines) {
  const least = Math.min(...lines.map((line) => (line.trim() ? /^ */.exec(line)[0].length : Infinity)));
  return lines.map((line) => line.slice(Number.isFinite(least) ? least : 0)).join("\n");
}

const name = (part) => /part--(\w+)/.exec(part.className)[1];
