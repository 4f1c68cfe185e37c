/* The page to write on. What is typed becomes the text of one file: the form its keys, the box its text. A worker checks it
   on the device as one types (workers/write.js). The words stand in overrides/fragments/write.html; copying and keeping are
   those of every instrument on the device. */

import { instrument } from "./instruments/shared.js";
import { Files } from "./write/files.js";
import { closed, decoded, items, listed, parted, quoted, unquoted } from "./write/keys.js";
import { fileName } from "./write/names.js";
import { Picker } from "./write/picker.js";
import { isPicture, picturesOfRtf } from "./write/pictures.js";
import { Rows } from "./write/rows.js";

const box = document.querySelector(".write");
const base = new URL("./", location.href).href;
const here = `${base}${box.dataset.version}/`; /* what belongs to this page as it is, and to no other */
const $ = (name) => box.querySelector(`.write__${name}`);
const says = (name, values = {}) => Object.entries(values).reduce((words, [key, value]) => words.replaceAll(`{${key}}`, () => value), box.querySelector(`.says--${name}`).textContent);
const made = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};
const PAUSE = 250; /* milliseconds without a key until what was typed is checked */
const STORE = `write ${new URL(base).pathname}`; /* the name of what the browser keeps of this page */

const body = document.getElementById("write--body");
const other = document.getElementById("write--other"); /* lines whose keys the kind does not have */
const named = document.getElementById("write--name");
const fields = [...box.querySelectorAll(".write__field[class*='key--']")].map((element) => {
  const sort = /sort--(\w+)/.exec(element.className)[1];
  const label = element.querySelector(".write__label").textContent.replace(/ \(.*\)$/, "");
  return {
    element, sort, label,
    name: /key--(\w+)/.exec(element.className)[1],
    control: element.querySelector("fieldset, input, select, textarea"),
    rows: element.querySelector(".write__row") && new Rows(element, sort, label, says, () => later()),
  };
});
const field = new Map(fields.map((one) => [one.name, one]));

const part = (name) => box.querySelector(`.instrument__${name}`); /* of the frame that every instrument on the device has */
let frame = null;
let begins; /* what each kind begins with, what can be inserted, and where the pages are edited */
let page = null; /* { kind, file, raw: the lines of each key of an opened file, order: its keys } */
let problems = [];
let checked = null; /* the text that the problems are of */
let unread = null; /* a text that the checks could not read */
let begun = null; /* the text that would not be lost */
let ready = false;
let cannot = ""; /* why the checks do not run, by the name of the words that say it */

/* The file: keys and text */

function value({ sort, control, rows }) {
  if (control.tagName === "FIELDSET") {
    if (control.dataset.words) return control.dataset.words;
    const chosen = [...control.querySelectorAll(".write__choices input:checked")].map((input) => input.value);
    return rows?.value(chosen) || (chosen.length ? listed(chosen) : "");
  }
  const words = control.value.trim();
  if (!words) return "";
  if (sort === "words") return listed(items(words));
  return sort === "text" || sort === "period" ? quoted(words.replace(/\s+/g, " ")) : words;
}

function fill({ sort, control, rows }, words) {
  if (control.tagName === "FIELDSET") {
    const chosen = rows ? rows.fill(words) : items(words);
    control.dataset.words = rows || !words.includes("{") ? "" : words.trim(); /* more than words to choose: it stays as it is written */
    for (const input of control.querySelectorAll(".write__choices input")) {
      input.checked = chosen.includes(input.value);
      input.disabled = Boolean(control.dataset.words) || Boolean(rows && !rows.raw.hidden);
    }
  } else if (sort === "words") control.value = items(words).join(", ");
  else control.value = sort === "yaml" ? words.trim() : unquoted(words.replace(/(^|\s)#.*$/, ""));
}

/* Returns the whole file, and on which line each key stands. A key that nobody has touched keeps its own lines. */
function composed() {
  const lines = ["---"];
  const at = {};
  const known = begins.kinds[page.kind].keys;
  const order = Object.keys(page.raw); /* in the order in which they were, and new ones where they belong among them */
  for (const key of known.filter((one) => !(one in page.raw))) {
    const next = order.findIndex((other) => known.indexOf(other) > known.indexOf(key));
    order.splice(next < 0 ? order.length : next, 0, key);
  }
  for (const key of order) {
    const now = value(field.get(key));
    const before = page.raw[key];
    at[key] = lines.length + 1;
    if (before && now === before.value) {
      at[key] += before.lines.findIndex((line) => line.startsWith(key));
      lines.push(...before.lines);
    } else if (now) {
      lines.push(...before?.above ?? []); /* what the author noted there stays */
      at[key] = lines.length + 1;
      const { rows } = field.get(key);
      if (now.includes("\n") || now.startsWith("- ") || (rows?.raw.hidden && !now.startsWith("["))) lines.push(`${key}:`, ...now.split("\n").map((line) => `  ${line}`));
      else lines.push(`${key}: ${now}`);
    } else delete at[key];
  }
  if (other.value.trim()) lines.push(...other.value.trimEnd().split("\n"));
  lines.push("---", "");
  const words = body.value.replace(/^\n+/, "").trimEnd();
  return { text: (words ? [...lines, words, ""] : lines).join("\n"), at, first: lines.length + 1 };
}

function kindOf(file) {
  const folder = file.slice(0, file.lastIndexOf("/"));
  const found = Object.entries(begins.kinds).find(([name, kind]) => name !== "page" && (kind.named === "year" ? folder.startsWith(`${kind.folder}/`) && file.endsWith("/index.md") : folder === kind.folder));
  return found ? found[0] : "page";
}

const names = new Map(); /* what the project's own rule makes of a title, once it has been asked */
const nameOf = (title) => names.get(title) ?? fileName(title);

function fileNow() {
  if (page.file) return page.file;
  const { folder, named: by } = begins.kinds[page.kind];
  const name = by === "title" ? nameOf(field.get("title").control.value) : named.value.trim();
  if (!name) return "";
  return by === "year" ? `${folder}/${name}/index.md` : `${folder}/${name}.md`;
}

const addressOf = (file) => `/${file.replace(/^docs\//, "").replaceAll("_", "-").replace(/(?:index)?\.md$/, "").replace(/\/?$/, "/")}`;

/* The worker */

const waiting = new Map();
let worker = null;
let calls = 0;

function ask(call, given = {}, hand = []) {
  return new Promise((done, fail) => {
    calls += 1;
    waiting.set(calls, { done, fail });
    worker.postMessage({ call, id: calls, ...given }, hand);
  });
}

function state(words) {
  if ($("state").textContent !== words) $("state").textContent = words;
}

async function start() {
  const bar = made("progress", { ariaLabel: $("state").parentElement.textContent || "0", max: 1, value: 0 });
  $("again").hidden = true;
  cannot = "";
  try {
    if (typeof WebAssembly !== "object" || typeof DecompressionStream !== "function" || typeof Worker !== "function") throw new Error("cannot");
    const [listed, text] = await Promise.all(["files.json", "worker.js"].map((name) => fetch(here + name).then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(name))))));
    worker = new Worker(URL.createObjectURL(new Blob([text], { type: "text/javascript" })), { type: "module" });
    worker.addEventListener("message", ({ data }) => {
      if (data.progress !== undefined) {
        const mb = (bytes) => (bytes / 1e6).toFixed(1);
        bar.ariaLabel = says("starting", { done: mb(data.progress), all: mb(data.all) });
        bar.max = data.all;
        bar.value = data.progress;
        if (!bar.isConnected) {
          state(says("starting", { done: mb(data.progress), all: mb(data.all) }));
          $("engine").append(bar);
        }
      } else if (data.reading) {
        state(says("reading"));
        bar.remove();
      } else {
        const call = waiting.get(data.id);
        waiting.delete(data.id);
        if ("failed" in data) call?.fail(new Error(data.failed));
        else call.done(data.answer);
        if (data.over) restart();
      }
    });
    const what = JSON.parse(listed);
    await new Promise((done, fail) => {
      worker.addEventListener("error", () => fail(new Error("the worker did not start")), { once: true });
      ask("start", { here, store: STORE, ...what, today: new Date(Math.max(Date.now(), Date.parse(box.dataset.built))).toLocaleDateString("en-CA", { timeZone: "Europe/London" }) }).then(done, fail);
    });
    if (files.names().length) await ask("beside", { files: files.blobs() });
    ready = true;
    state(says("ready"));
    box.dispatchEvent(new CustomEvent("settled"));
    files.lookAgain();
    if ("serviceWorker" in navigator && "caches" in self) offline(Object.keys({ ...what.files, ...what.late }).map((path) => new URL(path, here).href)).catch(() => null);
    await check();
  } catch (error) {
    worker?.terminate(); /* what it still fetches is of no use, and it would go on telling of it */
    bar.remove();
    cannot = error.message === "cannot" ? "cannot" : "notstarted";
    box.dataset.failed = String(error);
    state(says(cannot));
    $("again").hidden = cannot === "cannot";
    box.dispatchEvent(new CustomEvent("settled"));
    last();
  }
}
$("again").addEventListener("click", () => {
  $("state").textContent = "";
  $("engine").focus();
  start();
});

/* Python has stopped and answers no more: it begins anew, and what was asked of it meanwhile fails. */
function restart() {
  worker.terminate();
  ready = false;
  for (const [id, call] of waiting) {
    waiting.delete(id);
    call.fail(new Error("begun anew"));
  }
  start();
}

/* What is wrong */

let timer = 0;
function later() {
  clearTimeout(timer);
  timer = setTimeout(check, PAUSE);
  last();
  files.renew();
  frame?.changed();
}

let running = false;
let again = false;
async function check() {
  if (!ready || !page) return;
  if (running) {
    again = true;
    return;
  }
  running = true;
  const now = composed();
  try {
    const title = field.get("title").control.value;
    if (!names.has(title)) names.set(title, await ask("named", { title }));
    const file = fileNow() || `${begins.kinds[page.kind].folder}/new.md`;
    const began = performance.now();
    problems = await ask("check", { file, text: now.text });
    box.dataset.took = String(Math.round(performance.now() - began));
    checked = now.text;
    show(now);
    last();
    await look(file, now.text);
    if (problems.length && composed().text === now.text) {
      const mended = await ask("mended", { file, text: now.text });
      if (checked === now.text && mended.gone.length) show(now, mended);
    }
  } catch (error) {
    box.dataset.failed = String(error);
    if (checked !== now.text) {
      unread = now.text;
      problems = [];
      $("problems").replaceChildren();
      $("found").textContent = says("unread");
      last();
    }
  }
  running = false;
  if (again) {
    again = false;
    check();
  }
}

function show(now, mended = { gone: [] }) {
  const found = problems.length === 0 ? says("none") : problems.length === 1 ? says("one") : says("many", { count: problems.length });
  if ($("found").textContent !== found) $("found").textContent = found;
  const focused = document.activeElement?.closest?.(".write__problems") ? [...$("problems").querySelectorAll("a, button, summary")].indexOf(document.activeElement) : -1;
  $("problems").replaceChildren(...problems.map((problem, place) => {
    const above = Object.entries(now.at).filter(([, line]) => line <= problem.line).sort((one, other) => other[1] - one[1])[0]?.[0];
    const key = field.has(problem.missing) && !field.get(above)?.rows ? problem.missing : above; /* what is missing stands on no line of its own */
    const inText = problem.line >= now.first;
    const where = made("a", { href: inText ? "#write--body" : `#write--key-${key ?? "title"}`, textContent: inText || !field.has(key) ? says("line", { line: problem.line }) : says("field", { label: field.get(key).label }) });
    where.addEventListener("click", (event) => {
      event.preventDefault();
      if (inText) jump(problem.line - now.first);
      else {
        const { control, rows } = field.get(key ?? "title") ?? { control: body };
        const to = (rows && control.querySelector(".write__rows :is(input, select, textarea), .write__raw:not([hidden]) textarea")) || control;
        to.closest("details")?.setAttribute("open", "");
        to.focus();
      }
    });
    const words = made("p", {}, problem.file ? says("elsewhere", problem) : where, `: ${problem.message}. ${problem.remedy}`);
    if (problem.severity === "warning") words.prepend(made("span", { className: "quiet", textContent: `${says("doubt")}. ` }));
    const item = made("li", { className: problem.stops ? "problem problem--stops" : "problem" }, words, made("details", {}, made("summary", { textContent: says("why") }), made("p", { textContent: problem.means })));
    if (mended.gone.includes(place)) {
      const button = made("button", { type: "button", textContent: says("mend") });
      button.addEventListener("click", () => {
        rewrite(fillKeys(mended.text));
        later();
        $("right").querySelector("h2").focus();
        state(says("mended", { done: mended.done.join(", ") }));
      });
      words.after(button);
    }
    return item;
  }));
  if (focused >= 0) ($("problems").querySelectorAll("a, button, summary")[focused] ?? $("right").querySelector("h2")).focus();
}

function jump(row) {
  const above = /^\n*/.exec(body.value)[0].length;
  const lines = body.value.slice(above).split("\n");
  const from = above + lines.slice(0, row).join("\n").length + (row > 0 ? 1 : 0);
  body.focus();
  body.setSelectionRange(from, from + (lines[row]?.length ?? 0));
}

/* How it will look: a frame in which no script runs, under this page's policy. It is of this page's origin, or it would have no style
   without network and no picture of a Word file. Its links lead nowhere: a new window is refused to it. */

const STYLES = ["figures", "levels", "urgent"].map((name) => new URL(`../assets/${name}.css`, base).href); /* of what a page may show */
const shown = made("iframe", { title: says("frame"), sandbox: "allow-same-origin" });
shown.className = "write__frame write__frame--phone";
async function look(file, text) {
  const seen = await ask("view", { file, text });
  if (!seen) return;
  const styles = [...document.querySelectorAll('link[rel="stylesheet"]')].map((link) => link.href).filter((href) => !/write\.css|print\.css/.test(href));
  const whole = new DOMParser().parseFromString("<!doctype html><html lang=en-GB><head><meta charset=utf-8><base target=_blank><title></title></head><body><main class='page wrap'><header class=head><h1></h1><p class=lead></p></header><article class=text></article></main></body></html>", "text/html");
  for (const href of [...styles, ...STYLES]) whole.head.append(Object.assign(whole.createElement("link"), { rel: "stylesheet", href }));
  whole.title = seen.title;
  whole.querySelector("h1").textContent = seen.title;
  whole.querySelector(".lead").textContent = seen.summary;
  whole.querySelector("article").innerHTML = seen.html;
  for (const never of whole.querySelectorAll("article :is(base, embed, form, iframe, link, meta, object, script, style)")) never.remove(); /* no page may have them, and some reach other sites */
  for (const picture of whole.querySelectorAll("img")) picture.src = files.address(picture.getAttribute("src").split("/").pop()) ?? picture.getAttribute("src");
  const source = `<!doctype html>${whole.documentElement.outerHTML}`;
  if (shown.srcdoc !== source) shown.srcdoc = source;
}

for (const width of ["phone", "desk"]) {
  $(width).addEventListener("click", () => {
    shown.className = `write__frame write__frame--${width}`;
    for (const other of ["phone", "desk"]) $(other).setAttribute("aria-pressed", String(other === width));
  });
}

/* The last step */

const bulleted = (found) => found.map(({ message, line }) => `${says("line", { line })}: ${message}`).join("; ");

const looked = document.getElementById("write--looked");
let lookedAt = new Set(); /* what somebody has looked at: another, or the same on another line, is to be looked at again */
const doubtsNow = () => problems.filter(({ stops, severity }) => stops && severity !== "error");
const signOf = ({ message, line }) => `${message}\n${checked?.split("\n")[line - 1]}`;

function last() {
  if (!page) return;
  const file = fileNow();
  const now = composed().text;
  const taken = !page.file && file && begins.addresses.includes(addressOf(file));
  const wrong = problems.filter(({ severity }) => severity === "error");
  const stopped = wrong.filter(({ stops }) => stops);
  const doubts = doubtsNow();
  const old = !cannot && checked !== now && unread !== now;
  $("looked").hidden = !doubts.length || stopped.length > 0;
  if (doubts.some((one) => !lookedAt.has(signOf(one)))) looked.checked = false;
  const words = !file ? says(begins.kinds[page.kind].named === "title" ? "named" : "dated") : taken ? says("taken") : cannot ? says(cannot) : unread === now ? says("unread") : old ? says("wait") : stopped.length ? says("stop", { what: bulleted(stopped) })
    : doubts.length ? says("looked", { what: bulleted(doubts) }) : wrong.length ? says("wrong") : says("none");
  if ($("stop").textContent !== words) $("stop").textContent = words;
  $("stop").classList.toggle("write__stop--stops", stopped.length > 0);
  const closed = !file || taken || old || stopped.length > 0 || (doubts.length > 0 && !looked.checked);
  part("copy").disabled = closed;
  part("text").hidden = closed;
  $("file").textContent = file;
  const { repository } = begins;
  $("go").hidden = closed || !repository;
  if (repository && file) {
    const place = file.lastIndexOf("/");
    $("go").href = page.file ? `${repository.address}/edit/${repository.branch}/${file}` : `${repository.address}/new/${repository.branch}/${file.slice(0, place)}?filename=${encodeURIComponent(file.slice(place + 1))}`;
    $("go").target = "_blank";
    $("go").rel = "noreferrer";
  }
  const how = repository ? page.file ? "edit" : "new" : "self";
  for (const name of ["new", "edit", "self"]) box.querySelector(`.how--${name}`).hidden = name !== how;
  box.querySelector(".how--files").hidden = !files.names().length;
  $("folder").textContent = folderNow();
}

looked.addEventListener("input", () => { /* before the page hears of it, which asks what was looked at */
  lookedAt = new Set(looked.checked ? doubtsNow().map(signOf) : []);
  last();
});

/* Opening and beginning */

function take(text) {
  body.value = fillKeys(text);
  parts();
  later();
}

/* Fills the form from the keys of a file; returns its text. */
function fillKeys(text) {
  const { raw, text: words } = parted(text);
  for (const one of fields) fill(one, raw[one.name]?.words ?? "");
  const known = begins.kinds[page.kind].keys;
  page.raw = Object.fromEntries(Object.entries(raw).filter(([key]) => known.includes(key)).map(([key, { above, lines }]) => [key, { above, lines, value: value(field.get(key)) }]));
  other.value = Object.entries(raw).filter(([key]) => !known.includes(key)).flatMap(([, { lines }]) => lines).join("\n");
  $("other").hidden = !other.value;
  return words;
}

function open(kind, file, text) {
  page = { kind, file, raw: {} };
  $("page").hidden = false;
  for (const { element } of fields) element.hidden = !element.classList.contains(`of--${kind}`);
  $("month").hidden = Boolean(file) || begins.kinds[kind].named === "title";
  const radio = document.getElementById(`write--kind-${kind}`);
  if (radio) radio.checked = true;
  $("came").textContent = file ? says("opened", { file }) : "";
  existing.value = file in begins.sources ? file : "";
  checked = null;
  problems = [];
  $("problems").replaceChildren();
  take(text);
  begun = composed().text;
}

const unsaved = () => page !== null && composed().text !== begun;
const mayGo = () => !frame.unkept() || confirm(says("lose"));
addEventListener("beforeunload", (event) => {
  if (frame?.unkept()) event.preventDefault();
});

function begin(kind) {
  if (page?.file) {
    files.clear();
    frame.anew();
  }
  const typed = page && !page.file ? composed().text : null;
  const untouched = !page || page.file || body.value.trim() === begins.kinds[page.kind].body.trim() || !body.value.trim();
  const front = typed ? typed.slice(0, typed.indexOf("\n---\n", 3) + 5) : "---\n---\n";
  const text = untouched ? begins.kinds[kind].body : body.value;
  const goesAlong = !page?.file && unsaved();
  open(kind, "", `${front}\n${text}`);
  if (goesAlong) begun = null;
}

for (const radio of box.querySelectorAll('input[name="kind"]')) radio.addEventListener("change", () => {
  if (!page?.file || mayGo()) begin(radio.value);
  else document.getElementById(`write--kind-${page.kind}`).checked = true;
});

/* Opens another page than the one that stands here. */
function openAnother(file, text, kind = kindOf(file)) {
  files.clear();
  open(kind, file, text);
  frame.anew();
}

const existing = document.getElementById("write--existing");
existing.addEventListener("change", () => {
  if (existing.value && mayGo()) {
    openAnother(existing.value, begins.sources[existing.value]);
  } else existing.value = page?.file in begins.sources ? page.file : "";
});

/* Returns the files of the site's pages that a file of this name may be: of several, those with its title. */
function placesOf(name, text) {
  const found = begins.inserts.page.filter(({ file }) => file.endsWith(`/${name}`));
  const title = unquoted(parted(text).raw.title?.words ?? "");
  const titled = found.filter(({ words }) => words === title);
  return (found.length > 1 && titled.length ? titled : found).map(({ file }) => file);
}

async function openFile(file) {
  if (/\.md$/i.test(file.name)) {
    const { text: read, isUtf8 } = decoded(new Uint8Array(await file.arrayBuffer()));
    const plain = read.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
    const text = closed(plain);
    const places = placesOf(file.name, text);
    if (places.length > 1) {
      $("came").textContent = says("several", { name: file.name, files: places.join(", ") });
      return;
    }
    if (!mayGo()) return;
    const [known = ""] = places;
    openAnother(known, text, known ? kindOf(known) : page?.kind ?? "page");
    $("came").textContent = [says("opened", { file: known || file.name }), isUtf8 ? "" : says("notutf8"), text !== plain ? says("unclosed") : ""].filter(Boolean).join(" ");
    return;
  }
  if (!ready) {
    $("came").textContent = says(cannot ? "nocannot" : "notready");
    return;
  }
  const chosenFor = !page;
  if (chosenFor) begin("general");
  if (page.file ? !confirm(says("instead", { file: page.file })) : ![begins.kinds[page.kind].body.trim(), ""].includes(body.value.trim()) && !mayGo()) return;
  const found = await file.arrayBuffer().then((raw) => ask("word", { name: file.name, raw, kind: page.kind })).catch(() => ({ refused: says("fileunread", { name: file.name }) }));
  if (found.refused) {
    $("came").textContent = found.refused;
    return;
  }
  if (found.missing.length) found.left.push(says("missing", { parts: found.missing.join(", ") }));
  if (found.title && !field.get("title").control.value) field.get("title").control.value = found.title;
  for (const { number, raw, words, crop } of found.pictures) found.body = await placed(found.body, number, new File([raw], "picture.png"), words, crop);
  rewrite(found.body);
  tellCame(found.left, "came");
  $("came").scrollIntoView({ block: "nearest" });
  if (chosenFor) $("came").append(made("p", { textContent: says("askind") }));
  later();
}

/* Says what became of a text that came from elsewhere. */
function tellCame(left, name) {
  $("came").replaceChildren(made("p", { textContent: says(left.length ? name : `${name}all`) }), made("ul", {}, ...left.map((words) => made("li", { textContent: words }))));
}

/* Pictures and files beside the page */

const files = new Files($("files"), {
  says, made, insert: (text) => insert(text, true), text: () => body.value, whole: () => composed().text,
  put: rewrite,
  list: (name) => {
    const { rows, element } = field.get("attachments");
    element.closest("details").open = true;
    const row = rows.rows().find((one) => one.querySelector(".part--file input").value === name) ?? rows.add({ file: name });
    row.querySelector(".part--title input").focus();
    later();
  },
  tell: (words) => state(words),
  changed: () => {
    checked = null; /* what was found is no longer all of it */
    if (ready) ask("beside", { files: files.blobs() }).then(later, later);
    last();
  },
  look: async (name, raw, anew, made, wait) => {
    if (!ready && !cannot) {
      wait();
      await new Promise((done) => box.addEventListener("settled", done, { once: true }));
    }
    const [, stem, ending] = /^(.*?)\.?([^.]*)$/s.exec(name);
    if (cannot) return { name: `${fileName(stem) || "file"}.${made ?? ending.toLowerCase()}`, problems: [], unchecked: true };
    return ask("file", { name, folder: folderNow(), raw, anew }).catch(() => ({ problems: [], unread: true }));
  },
});

const folderNow = () => (fileNow() || `${begins.kinds[page?.kind ?? "general"].folder}/x.md`).split("/").slice(0, -1).join("/");

/* Puts a picture that came with a text in its place there; returns the text. */
async function placed(text, number, picture, words, crop) {
  const [, ending] = /(\.\w+)$/.exec(picture.name);
  const name = await files.add(new File([picture], `${nameOf(field.get("title").control.value) || "picture"}-${files.names().length + 1}${ending}`), { words, crop });
  return text.replace(`![](#picture-${number})`, () => (name ? `![${words.replace(/[[\]\\]/g, "")}](${name})` : ""));
}

async function add(found) {
  if (!page) begin("general");
  for (const file of found) await files.add(file);
}

document.getElementById("write--file").addEventListener("change", ({ target }) => {
  const found = [...target.files];
  target.value = "";
  add(found);
});
document.getElementById("write--open").addEventListener("change", ({ target }) => {
  if (target.files[0]) openFile(target.files[0]);
  target.value = "";
});
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", (event) => {
  if (!event.dataTransfer.files.length) return;
  event.preventDefault();
  const dropped = [...event.dataTransfer.files];
  const [first] = dropped;
  if (dropped.length === 1 && !event.target.closest?.(".write__step:has(.write__files)") && /\.(?:md|docx)$/i.test(first.name)) openFile(first);
  else add(dropped);
});

/* The text */

function parts() {
  const lines = body.value.split("\n");
  const words = body.value.replace(/<!--[^]*?-->/g, "").match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
  $("words").textContent = says("words", { words });
  const headings = lines.flatMap((line, row) => (/^## /.test(line) ? [[line.slice(3), row]] : []));
  if (headings.map(String).join() === $("parts").dataset.of) return;
  $("parts").dataset.of = headings.map(String).join();
  $("parts").replaceChildren(...headings.map(([heading, row]) => {
    const button = made("button", { type: "button", textContent: heading });
    button.addEventListener("click", () => jump(row - /^\n*/.exec(body.value)[0].length));
    return button;
  }));
}

/* Puts text in the place of what stands between two places, as if it was typed: so that it can be undone. */
function typeIn(text, from, to) {
  if (from === to && !text) return;
  const focused = document.activeElement;
  body.focus({ preventScroll: true });
  body.setSelectionRange(from, to);
  if (document.activeElement !== body || !document.execCommand(text ? "insertText" : "delete", false, text)) body.setRangeText(text, from, to, "end");
  if (focused !== body) focused?.focus({ preventScroll: true });
  parts();
  later();
}

const HIGH = /[\ud800-\udbff]/; /* the first half of a sign that has two, and may not be parted */

/* Makes another text of the one that stands there: what differs is typed. */
function rewrite(text) {
  const old = body.value;
  const least = Math.min(old.length, text.length);
  let from = 0;
  let behind = 0;
  while (from < least && old[from] === text[from]) from += 1;
  if (HIGH.test(old[from - 1])) from -= 1;
  while (behind < least - from && old.at(-1 - behind) === text.at(-1 - behind)) behind += 1;
  if (HIGH.test(old[old.length - behind - 1])) behind -= Math.min(behind, 1);
  typeIn(text.slice(from, text.length - behind), from, old.length - behind);
}

/* Puts text in the place of what is chosen; a block of its own stands between empty lines. */
function insert(text, isBlock = false) {
  const missing = (beside) => (beside ? "\n".repeat(Math.max(0, 2 - /\n*/.exec(beside)[0].length)) : "");
  const above = missing([...body.value.slice(0, body.selectionStart)].reverse().join(""));
  const below = missing(body.value.slice(body.selectionEnd));
  typeIn(isBlock ? `${above}${text}${below}` : text, body.selectionStart, body.selectionEnd);
  body.focus();
}

function way(to) {
  const from = (fileNow() || `${begins.kinds[page.kind].folder}/x.md`).split("/").slice(0, -1);
  const target = to.split("/");
  while (from.length && from[0] === target[0]) {
    from.shift();
    target.shift();
  }
  return [...from.map(() => ".."), ...target].join("/");
}

const chosen = () => body.value.slice(body.selectionStart, body.selectionEnd);
const notes = document.getElementById("write--insert-note");
notes.addEventListener("change", () => {
  insert(`> [!${notes.value}]\n> ${chosen().replaceAll("\n", "\n> ")}`, true);
  notes.value = "";
});

const FORMED = /class="?Mso|urn:schemas-microsoft-com|<(?:h[1-6]|ul|ol|table|strong|b|em|i|s|strike|del|sub|sup|blockquote|img)\b|<a\b[^>]*\shref=|font-weight|font-style/i; /* words of which plain text would lose something */
const AS_IT_STANDS = /^(?:\s|<!--.*?-->|<\/?(?:html|head|body|meta)\b[^>]*>)*<(?:pre\b|\w+\b[^>]*\bwhite-space:\s*pre(?:-wrap)?\s*[;"'])/is; /* copied out of an editor: what is Markdown there is Markdown here */
body.addEventListener("paste", (event) => {
  const { clipboardData } = event;
  const html = clipboardData.getData("text/html");
  const pictures = [...clipboardData.files].filter(({ name }) => isPicture(name));
  if (pictures.length && !clipboardData.getData("text/plain").trim()) { /* Word gives a picture of all that was copied as well */
    event.preventDefault();
    add(pictures);
  } else if (FORMED.test(html) && !AS_IT_STANDS.test(html)) {
    if (!ready) {
      $("came").textContent = says("pastedplain"); /* the browser puts the words alone into the text */
      return;
    }
    event.preventDefault();
    pasted(html, clipboardData.getData("text/rtf"), clipboardData.getData("text/plain"));
  }
});

/* Puts what was copied out of another program into the text, with its pictures as far as the clipboard has them. */
async function pasted(html, rtf, plain) {
  const found = await ask("pasted", { html }).catch(() => null);
  if (!found) {
    insert(plain);
    return;
  }
  const inRtf = picturesOfRtf(rtf);
  if (inRtf.length !== found.pictures.filter(([address]) => address.startsWith("file:")).length) inRtf.length = 0; /* nobody could say which is which */
  let missing = 0;
  for (const [place, [address, words]] of found.pictures.entries()) {
    const inline = /^data:image\/(\w+);base64,(.*)$/s.exec(address);
    const picture = inline ? new File([Uint8Array.from(atob(inline[2].replace(/\s/g, "")), (sign) => sign.charCodeAt(0))], `picture.${inline[1]}`) : address.startsWith("file:") ? inRtf.shift() : null;
    if (picture) found.body = await placed(found.body, place + 1, picture, words);
    else {
      missing += 1;
      found.body = found.body.replace(`![](#picture-${place + 1})`, "");
    }
  }
  if (missing) found.left.push(says(missing === 1 ? "nopicture" : "nopictures", { count: missing }));
  const words = found.body.replace(/\n{3,}/g, "\n\n");
  insert(words, /\n|^(?:[#>|-]|\d+\.) /.test(words.trim())); /* some words go on in their line */
  tellCame(found.left, "pasted");
}

box.addEventListener("input", (event) => {
  if (!page || event.target.name === "kind" || event.target.closest(".write__insert")) return;
  if (event.target === body) parts();
  later();
});

/* Copying, keeping and clearing: what the frame of every instrument does, of the file as it stands */

function close() {
  page = null;
  problems = [];
  begun = null;
  checked = null;
  files.clear();
  $("page").hidden = true;
  $("came").replaceChildren();
  for (const radio of box.querySelectorAll('input[name="kind"]')) radio.checked = false;
  for (const control of [body, other, named, existing, looked]) control.type === "checkbox" ? (control.checked = false) : (control.value = "");
  for (const one of fields) fill(one, "");
  shown.srcdoc = "";
}

const framed = () => instrument(box, {
  text: () => (page ? composed().text : ""),
  values: () => (page ? { kind: page.kind, file: page.file, name: named.value, text: composed().text } : {}),
  fill: ({ kind, file, name, text }) => {
    if (!kind) close();
    else {
      named.value = name;
      open(kind, file, text);
    }
  },
  filled: unsaved,
  left: () => {
    begun = composed().text;
    return says("paste", { count: begun.length });
  },
});

/* The start */

/* Keeps the page beside the ``checks``, which have kept themselves: all of it from one moment, so that what was published then and
   later is never mixed, and what an earlier page had goes. */
async function offline(checks) {
  const store = await caches.open(STORE);
  const assets = new URL("../assets/", base).href;
  const shell = [base, ...["files.json", "begins.json", "worker.js"].map((name) => here + name), ...STYLES,
    ...[...document.querySelectorAll('link[rel="stylesheet"], script[src]')].map((element) => element.href || element.src), ...performance.getEntriesByType("resource").map((one) => one.name).filter((name) => name.startsWith(assets))];
  const whole = await Promise.all([...new Set(shell)].map(async (address) => [address, await fetch(address, { cache: "no-cache" })]));
  if (whole.some(([, answer]) => !answer.ok) || !(await whole[0][1].clone().text()).includes(box.dataset.version)) return; /* another page is there by now: it keeps itself when it is opened */
  await Promise.all(whole.map(([address, answer]) => store.put(address, answer)));
  for (const { url } of await store.keys()) if (!url.startsWith(here) && !checks.includes(url) && /^[0-9a-f]{16}\//.test(url.slice(base.length))) await store.delete(url);
  await navigator.serviceWorker.register(`${base}offline.js`, { scope: new URL(base).pathname, updateViaCache: "none" });
}

$("without")?.remove();
document.querySelector(".write__without").hidden = true;
begins = await fetch(`${here}begins.json`).then((answer) => answer.json()).catch((error) => {
  box.hidden = false;
  state(says("notwhole"));
  box.querySelector(".write__step").hidden = true;
  throw error;
});
for (const sort of ["contact", "figure", "page"]) {
  const input = document.getElementById(`write--insert-${sort}`);
  const put = (one) => insert(sort === "page" ? `[${chosen() || one.words}](${way(one.file)})` : one.text);
  if (begins.inserts[sort].length) new Picker(input, begins.inserts[sort], put, says);
  else input.parentElement.hidden = true;
}
const pages = begins.inserts.page.filter(({ file }) => file in begins.sources);
$("existing").hidden = !pages.length;
for (const { words, file } of pages) existing.append(made("option", { value: file, textContent: words }));
$("view").append(shown);
state(says("reading"));
box.hidden = false; /* not before: what somebody had chosen would be emptied with the frame's first look at what is kept */
frame = framed();
const asked = new URLSearchParams(`file=${location.hash.slice(1).replaceAll("+", "%2B")}`).get("file"); /* also where a sign is badly coded */
if (asked in begins.sources) openAnother(asked, begins.sources[asked]);
start();
