/* "Copy with citation" beside each table, chart and figure: what it shows, where it is from and where it stands, as words
   and, for programs that take it, as a table. All words are the page's own, also those in the place of hidden numbers.
   What takes out our comments knows no template within a template: there is none. */

const here = document.querySelector('link[rel="canonical"]').href;
const headings = [...document.querySelectorAll("article :is(h1, h2, h3, h4)[id]")];

const words = (element) => element.textContent.replace(/\s+/g, " ").trim();
const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt()};`);

function availableAt(id) {
  const day = new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  return [here + (id ? "#" + id : ""), ` (copied ${day})`];
}

/* A table with its notes: a line for each row, and each number under its heading where there are several. */
function ofTable(table, id, note) {
  const title = words(table.caption);
  const [heads, ...rows] = [...table.rows].map((row) => [...row.cells].map(words));
  const under = (values) => (values.length > 1 ? values.map((value, place) => `${heads[place + 1]}: ${value}`).join("; ") : values[0]);
  const lines = rows.map(([label, ...values]) => `${label}: ${under(values)}`);
  const notes = [...note.querySelectorAll("p:not(.figures-note__files)")].map(words);
  const within = (name, text) => `<${name}>${text}</${name}>`;
  const cells = (row, name) => within("tr", row.map((cell) => within(name, escaped(cell))).join(""));
  const html = within("table", within("caption", escaped(title)) + cells(heads, "th") + rows.map((row) => cells(row, "td")).join(""));
  return { title, lines: [title, ...lines, ...notes], html, below: notes, id };
}

/* One figure in a list of sources; it stands below the heading before it. */
function ofFigure(item) {
  const line = `${item.dataset.cite}. Period: ${words(item.querySelector("span"))}`;
  const before = headings.filter((heading) => heading.compareDocumentPosition(item) & Node.DOCUMENT_POSITION_FOLLOWING).pop();
  return { title: item.dataset.cite, lines: [line], html: "", below: [line], id: before?.id };
}

async function copy({ lines, html, below, id }) {
  const [address, day] = availableAt(id);
  const text = [...lines, `Available at ${address}${day}`].join("\n");
  if (!window.ClipboardItem) return navigator.clipboard.writeText(text);
  const paragraphs = below.map((line) => `<p>${escaped(line)}</p>`).join("");
  const page = `${html}${paragraphs}<p>Available at <a href="${escaped(address)}">${escaped(address)}</a>${day}</p>`;
  const item = Object.entries({ "text/plain": text, "text/html": page }).map(([type, content]) => [type, new Blob([content], { type })]);
  return navigator.clipboard.write([new ClipboardItem(Object.fromEntries(item))]);
}

function offer(place, what) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "cite", textContent: "Copy with citation" });
  button.setAttribute("aria-label", `Copy with citation: ${what.title}`);
  const said = Object.assign(document.createElement("span"), { className: "cite__said" });
  said.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    said.textContent = "";
    try {
      await copy(what);
      said.textContent = "Copied.";
    } catch {
      said.textContent = "Your browser did not allow it. Select the words on the page, and copy them by hand.";
    }
  });
  place.append(" ", button, " ", said);
}

if (navigator.clipboard) {
  for (const note of document.querySelectorAll(".figures-note")) {
    const table = note.previousElementSibling?.querySelector("table");
    const files = note.querySelector(".figures-note__files");
    if (table && files) offer(files, ofTable(table, note.closest("figure")?.id || note.previousElementSibling.id, note));
  }
  for (const item of document.querySelectorAll(".figures-note > [data-cite]")) offer(item, ofFigure(item));
}
