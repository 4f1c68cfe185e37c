/* Draws a genogram of people and lines that somebody adds. Where everything stands, and the words for it, are in
   genogram-drawing.js; what the page says is in overrides/fragments/genogram-tool.html. */

import { instrument } from "./shared.js";
import { SHAPES, draw, generations, sentences, used } from "./genogram-drawing.js";

const MOST = 30;
const NAMESPACE = "http://www.w3.org/2000/svg";
const STYLE = "path{fill:none;stroke:#000;stroke-width:2;stroke-linejoin:round}.person{fill:#fff}.died{stroke-width:1.5}.household{stroke:#333;stroke-width:2.5;stroke-linecap:round;stroke-dasharray:0 6}"
  + "text{font:14px system-ui,sans-serif;text-anchor:middle;fill:#000;stroke:#fff;stroke-width:5px;paint-order:stroke}.age{font-weight:700}.words{text-anchor:start}";

const tool = document.getElementById("instrument--genogram");
const find = (selector) => tool.querySelector(selector);
const field = (name) => document.getElementById(`genogram--${name}`);
const says = (pattern) => find(`.says--${pattern}`).textContent;
const filled = (pattern, a = "", b = "") => says(pattern).replace(/\{([ab])\}/g, (_, name) => (name === "a" ? a : b));

/* What is drawn. People and couples name people by numbers that never change; a home is "", "1" or "2". */
let people = [];
let couples = [];
let changing = null;
let it = null;

const whoIs = (id) => people.find((person) => person.id === id);
const listed = (ids) => ids.map((id) => whoIs(id).who).reduce((before, who, place) => (!place ? who : place < ids.length - 1 ? `${before}, ${who}` : filled("and", before, who)), "");

/* The family as it is drawn: by places, children in the order of the list. */
function familyOf(theirs, lines) {
  const at = (id) => theirs.findIndex((person) => person.id === id);
  const households = ["1", "2"].map((home) => theirs.map((person, place) => (person.home === home ? place : -1)).filter((place) => place >= 0)).filter((members) => members.length > 1);
  return { people: theirs, couples: lines.map(({ of, standing, children }) => ({ of: of.map(at), standing, children: children.map(at).sort((a, b) => a - b) })), households };
}

const family = () => familyOf(people, couples);

function sayOf(part, words) {
  find(`.family__said--${part}`).textContent = words;
}

/* People */

function add() {
  const typed = read();
  if (!typed) return;
  if (people.length >= MOST) return sayOf("people", says("too-many"));
  people.push({ id: Math.max(0, ...people.map((person) => person.id)) + 1, ...typed });
  emptyFields();
  redraw();
  sayOf("people", filled("added", typed.who));
  field("who").focus();
}

/* What the fields say of a person; nothing, and why, where that cannot be. */
function read() {
  const who = field("who").value.trim().replace(/\s+/g, " ");
  const twice = people.some((person) => person.id !== changing && person.who.toLowerCase() === who.toLowerCase());
  const kind = field("is").value;
  const isParent = changing !== null && couples.some((couple) => couple.of.includes(changing));
  const why = !who ? says("needs-who") : twice ? filled("who-twice", who) : kind === "pregnancy" && isParent ? says("unborn") : "";
  sayOf("people", why);
  if (!why) return { who, kind, age: field("age").value.trim(), died: field("died").checked, home: field("home").value };
  field("who").focus();
  return null;
}

function change(person) {
  changing = person.id;
  field("who").value = person.who;
  field("is").value = person.kind;
  field("age").value = person.age;
  field("died").checked = person.died;
  field("home").value = person.home;
  showWhichButtons();
  sayOf("people", filled("changing", person.who));
  field("who").focus();
}

function saveChange() {
  const typed = read();
  if (!typed) return;
  Object.assign(whoIs(changing), typed);
  emptyFields();
  redraw();
  sayOf("people", filled("changed-person", typed.who));
  field("who").focus();
}

function emptyFields() {
  changing = null;
  for (const name of ["who", "age"]) field(name).value = "";
  field("is").selectedIndex = 0;
  field("home").selectedIndex = 0;
  field("died").checked = false;
  showWhichButtons();
}

function showWhichButtons() {
  find(".family__add").hidden = changing !== null;
  find(".family__save-change").hidden = find(".family__stop").hidden = changing === null;
}

function moveUp(person) {
  const place = people.indexOf(person);
  if (!place) return;
  const before = people[place - 1];
  people.splice(place - 1, 2, person, before);
  redraw();
  sayOf("people", filled("moved", person.who, before.who));
  find(".family__people").children[place].querySelector(".family__up").focus(); /* the first row is the pattern */
}

function remove(person) {
  people = people.filter((one) => one !== person);
  couples = couples.filter((couple) => !couple.of.includes(person.id) || (couple.of.length > 1 && couple.children.length));
  for (const couple of couples) {
    couple.of = couple.of.filter((id) => id !== person.id);
    couple.children = couple.children.filter((id) => id !== person.id);
  }
  couples = mended(couples);
  if (changing === person.id) emptyFields();
  redraw();
  sayOf("people", filled("removed", person.who));
  field("who").focus();
}

/* Lines without those that lead nowhere; of one parent alone, one for all their children. */
function mended(lines) {
  const found = [];
  for (const line of lines) {
    const same = found.find((other) => sameParents(other.of, line.of));
    if (same) same.children.push(...line.children);
    else if (line.of.length > 1 || line.children.length) found.push(line);
  }
  return found;
}

const sameParents = (some, others) => some.length === others.length && some.every((id) => others.includes(id));

/* Lines */

function addLine() {
  const how = field("how").value;
  const [one, other, third] = ["one", "other", "third"].map((name) => Number(field(name).value));
  const of = how === "child" ? [other, ...(third ? [third] : [])] : [one, other];
  const everybody = how === "child" ? [one, ...of] : of;
  if (everybody.some((id) => !id) || new Set(everybody).size < everybody.length) return sayOf("lines", says("two-people"));
  if (of.some((id) => whoIs(id).kind === "pregnancy")) return sayOf("lines", says("unborn"));
  if (how === "child" && couples.some((couple) => couple.children.includes(one))) return sayOf("lines", filled("has-parents", whoIs(one).who));
  const lines = couples.map((couple) => ({ ...couple, children: [...couple.children] }));
  let couple = lines.find((line) => sameParents(line.of, of));
  if (!couple) lines.push(couple = { of, standing: "together", children: [] });
  if (how === "child") couple.children.push(one);
  else couple.standing = how;
  if (!generations(familyOf(people, lines))) return sayOf("lines", says("own-ancestor"));
  couples = lines;
  redraw();
  sayOf("lines", filled("line-added", how === "child" ? filled("line-child", whoIs(one).who, listed(of)) : wordsOf(couple)));
  field("one").focus();
}

const wordsOf = (couple) => filled(couple.standing, listed(couple.of));

function removeLine(couple, child, words) {
  if (child) couple.children = couple.children.filter((id) => id !== child);
  else couples = couples.filter((line) => line !== couple);
  couples = mended(couples);
  redraw();
  sayOf("lines", filled("line-removed", words));
  field("one").focus();
}

/* What is seen */

function rows(list, found) {
  const pattern = list.querySelector(".family__pattern");
  list.replaceChildren(pattern, ...found.map(([words, does]) => {
    const row = pattern.cloneNode(true);
    row.hidden = false;
    row.classList.remove("family__pattern");
    row.querySelector(".family__row").textContent = words;
    for (const [name, action] of Object.entries(does)) {
      const button = row.querySelector(`.family__${name}`);
      button.setAttribute("aria-label", `${button.textContent}: ${words}`);
      button.addEventListener("click", action);
    }
    return row;
  }));
}

function showLists() {
  find(".family__joining").hidden = people.length < 2;
  rows(find(".family__people"), people.map((person) => [person.who, { change: () => change(person), up: () => moveUp(person), remove: () => remove(person) }]));
  find(".family__people > :nth-child(2) .family__up")?.setAttribute("disabled", "");
  rows(find(".family__lines"), couples.flatMap((couple) => [
    ...(couple.of.length > 1 ? [[wordsOf(couple), { remove: () => removeLine(couple, null, wordsOf(couple)) }]] : []),
    ...couple.children.map((child) => {
      const words = filled("line-child", whoIs(child).who, listed(couple.of));
      return [words, { remove: () => removeLine(couple, child, words) }];
    }),
  ]));
  for (const name of ["one", "other", "third"]) {
    const select = field(name), chosen = select.value;
    select.replaceChildren(...(name === "third" ? [select.options[0]] : []), ...people.map((person) => new Option(person.who, person.id)));
    if ([...select.options].some((option) => option.value === chosen)) select.value = chosen;
  }
}

function element(name, attributes, words = "") {
  const made = document.createElementNS(NAMESPACE, name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.textContent = words;
  return made;
}

const shapesOf = (drawn) => [...drawn.paths.map(([kind, d]) => element("path", { class: kind, d })), ...drawn.letters.map(([kind, x, y, words]) => element("text", { class: kind, x, y }, words))];

function showDrawing() {
  const some = people.length > 0;
  find(".family__empty").hidden = some;
  for (const part of [".genogram__drawing", ".family__words", ".family__save", ".family__lists"]) find(part).hidden = !some;
  find(".family").classList.toggle("family--empty", !some);
  find(".family__day").textContent = some ? `${says("on")} ${today()}` : "";
  if (!some) {
    for (const part of [".genogram__drawing", ".family__words ul"]) find(part).replaceChildren();
    return;
  }
  const drawn = draw(family());
  const picture = element("svg", { class: `drawing${drawn.wide ? " drawing--wide" : ""}`, role: "img", "aria-label": says("title"), width: drawn.width, height: drawn.height, viewBox: `0 0 ${drawn.width} ${drawn.height}` });
  picture.append(...shapesOf(drawn));
  find(".genogram__drawing").replaceChildren(picture);
  find(".family__words ul").replaceChildren(...sentences(family(), drawn.facts, says).map((words) => {
    const item = document.createElement("li");
    item.textContent = words;
    return item;
  }));
}

const today = () => new Date().toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "Europe/London" });

function redraw() {
  it.changed();
}

function text() {
  if (!people.length) return "";
  return [`${says("title")} ${says("on")} ${today()}`, "", ...sentences(family(), draw(family()).facts, says)].join("\n");
}

/* Files */

function file() {
  const drawn = draw(family());
  const edge = 16, row = 52;
  const signs = used(family()).map((sign) => document.querySelector(`.key__${sign}`));
  const words = (item) => item.querySelector("p").textContent.trim();
  const width = Math.max(drawn.width, ...signs.map((item) => 96 + words(item).length * 8)) + 2 * edge;
  const below = drawn.height + 2 * edge;
  const height = below + row * signs.length + edge;
  const svg = element("svg", { xmlns: NAMESPACE, width, height, viewBox: `0 0 ${width} ${height}` });
  const at = (x, y, scale = 1) => element("g", { transform: `translate(${x} ${y}) scale(${scale})` });
  const picture = at((width - drawn.width) / 2, edge);
  picture.append(...shapesOf(drawn));
  svg.append(element("title", {}, says("title")), element("desc", {}, text()), element("metadata", {}, JSON.stringify(values())), element("style", {}, STYLE),
    element("rect", { width, height, fill: "#fff" }), picture);
  signs.forEach((item, place) => {
    const sign = item.querySelector("svg");
    const [, , wide, high] = sign.getAttribute("viewBox").split(" ").map(Number);
    const scale = Math.min(76 / wide, 44 / high);
    const top = below + row * place;
    const symbol = at(edge + (76 - wide * scale) / 2, top + (44 - high * scale) / 2, scale);
    symbol.append(...[...sign.querySelectorAll("path, text")].map((part) => element(part.tagName, Object.fromEntries([...part.attributes].map(({ name, value }) => [name, value])), part.textContent)));
    svg.append(symbol, element("text", { class: "words", x: edge + 96, y: top + 27 }, words(item)));
  });
  return new XMLSerializer().serializeToString(svg);
}

function save() {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([file()], { type: "image/svg+xml" }));
  link.download = "genogram.svg";
  link.click();
  URL.revokeObjectURL(link.href);
  it.say(says("saved"));
}

async function open(chosen) {
  try {
    const saved = new DOMParser().parseFromString(await chosen.text(), "image/svg+xml").querySelector("metadata");
    const found = asDrawn(JSON.parse(saved.textContent));
    if (!found.people.length) throw new Error();
    fill(found);
    redraw();
    it.say(says("opened"));
  } catch {
    it.say(says("not-ours"));
  }
}

/* What was kept or saved, without whatever this page would not have written; throws where nothing of it can be drawn. */
function asDrawn(found) {
  const kept = (found.people ?? []).slice(0, MOST).map((person) => ({
    id: Number(person.id), who: String(person.who).slice(0, 40), kind: person.kind in SHAPES ? person.kind : "person", age: String(person.age).slice(0, 4),
    died: person.died === true, home: ["1", "2"].includes(person.home) ? person.home : "" }));
  const known = new Set(kept.map((person) => person.id));
  const lines = (found.couples ?? []).map(({ of, standing, children }) => ({
    of: of.filter((id) => known.has(id)).slice(0, 2), standing: ["separated", "divorced"].includes(standing) ? standing : "together", children: children.filter((id) => known.has(id)) }));
  const children = lines.flatMap((line) => line.children);
  if (known.size < kept.length || new Set(children).size < children.length || lines.some((line) => !line.of.length) || !generations(familyOf(kept, lines))) throw new Error();
  return { people: kept, couples: lines };
}

const values = () => (people.length ? { people, couples } : {});

function fill(found) {
  ({ people, couples } = asDrawn(structuredClone(found)));
  emptyFields();
  for (const part of ["people", "lines"]) sayOf(part, "");
}

function changed() {
  find(".family__third").hidden = field("how").value !== "child";
}

for (const [name, action] of Object.entries({ add, "save-change": saveChange, "add-line": addLine, save })) find(`.family__${name}`).addEventListener("click", action);
find(".family__stop").addEventListener("click", () => {
  emptyFields();
  sayOf("people", "");
  field("who").focus();
});
for (const name of ["who", "age"]) {
  field(name).addEventListener("keydown", (event) => {
    if (event.key === "Enter") (changing === null ? add : saveChange)();
  });
}
find(".family__open").addEventListener("click", () => find(".family__chosen").click());
find(".family__chosen").addEventListener("change", ({ target }) => {
  if (target.files.length) open(target.files[0]);
  target.value = "";
});

find(".family").hidden = false;
it = instrument("genogram", { text, values, fill, changed: () => { changed(); showLists(); showDrawing(); } });
