/* A form whose records add up to a sheet: one record after another is kept on the device, if somebody asks, and shown as a row. */

import { answers, asText, count, fillIn, instrument, valuesOf } from "./shared.js";

for (const box of document.querySelectorAll(".instrument--sheet")) {
  const sheet = box.querySelector(".sheet");
  const pattern = sheet.querySelector(".sheet__row");
  const columns = [...pattern.querySelectorAll("[class^='sheet__of--']")].map((cell) => document.getElementById(`${sheet.id.replace(/--sheet$/, "")}--${cell.className.slice("sheet__of--".length)}`).closest(".ask"));
  const fields = [...box.querySelectorAll(".ask :is(textarea, input, select)")];
  const said = sheet.querySelector(".sheet__said");
  let records = [];
  let open = -1; /* which of the records stands in the form */

  function record() {
    const text = asText(box);
    return text ? { values: valuesOf(fields), cells: columns.map((ask) => answers(ask).join("\n")), text } : null;
  }

  function empty() {
    open = -1;
    fillIn(fields, {});
  }

  function draw() {
    sheet.hidden = !records.length;
    said.textContent = "";
    for (const row of sheet.querySelectorAll(".sheet__row:not([hidden])")) row.remove();
    records.forEach(({ cells }, at) => {
      const row = pattern.cloneNode(true);
      row.hidden = false;
      cells.forEach((words, column) => { row.cells[column].textContent = words; });
      row.querySelector(".sheet__open").addEventListener("click", () => show(at));
      row.querySelector(".sheet__delete").addEventListener("click", () => remove(at));
      pattern.parentElement.append(row);
    });
  }

  const it = instrument(box, {
    changed: () => count(box),
    values() {
      const now = record();
      const all = !now ? records : open < 0 ? [...records, now] : records.map((other, at) => (at === open ? now : other));
      return all.length ? { records: all } : {};
    },
    fill(found) {
      empty();
      records = found.records ?? [];
      draw();
    },
    clear: empty,
    stored(found) {
      const before = JSON.stringify(records[open]);
      records = found?.records ?? [];
      const at = (json) => records.findIndex((other) => JSON.stringify(other) === json);
      const now = at(JSON.stringify(record()));
      open = now >= 0 ? now : at(before); /* what another window deleted or changed is a new record here */
      draw();
    },
  });

  function show(at) {
    if (it.unkept() && !confirm(it.says("clear"))) return;
    open = at;
    fillIn(fields, records[at].values);
    it.changed();
    fields[0].focus();
  }

  function remove(at) {
    if (!confirm(it.says("delete-one"))) return;
    const left = records.filter((_, other) => other !== at);
    const opened = open === at;
    if (!it.store(left.length ? { records: left } : null)) return;
    if (opened) empty();
    it.changed();
    it.say(it.says(left.length ? "deleted-one" : "deleted"));
    fields[0].focus();
  }

  /* A cell that begins like a formula would be one to a spreadsheet. */
  const cell = (words) => words.replace(/\s+/g, " ").replace(/^[=+@-]/, "'$&");
  const names = columns.map((_, column) => sheet.querySelector("thead tr").cells[column].textContent);

  sheet.querySelector(".sheet__print").addEventListener("click", () => it.print("sheet"));
  sheet.querySelector(".sheet__copy").addEventListener("click", () => it.copy(records.map(({ text }) => text).join("\n\n* * *\n\n"), said));
  sheet.querySelector(".sheet__cells").addEventListener("click", () => it.copy([names, ...records.map(({ cells }) => cells)].map((row) => row.map(cell).join("\t")).join("\n"), said));
}
