/* The keys of a page as they stand between its two lines of three hyphens: read into values that a form can show, and
   written as the project writes them. Of YAML no more is read than people write there; what goes beyond it is left as it is. */

const PLAIN = /^[A-Za-z][\w ()'’“”.;!?&–—/+-]*$/;
const WORDS_OF_YAML = /^(?:true|false|null|yes|no|on|off|y|n|~)$/i;

/* A text as it stands behind a colon: in quotation marks where YAML would take it for more than text. */
export function quoted(words) {
  if (PLAIN.test(words) && !WORDS_OF_YAML.test(words) && words === words.trim()) return words;
  return /["\\]/.test(words) ? `'${words.replaceAll("'", "''")}'` : `"${words}"`;
}

export const listed = (words) => `[${words.map((word) => (/^[\w-]+(?: [\w-]+)*$/.test(word) && !WORDS_OF_YAML.test(word) ? word : quoted(word).replace(/^(?!["'])(.*)$/, '"$1"'))).join(", ")}]`;

export function unquoted(words) {
  const text = words.trim();
  try {
    if (/^".*"$/s.test(text)) return JSON.parse(text);
  } catch { /* as it stands */ }
  return /^'.*'$/s.test(text) ? text.slice(1, -1).replaceAll("''", "'") : text;
}

export function items(words) {
  const text = words.trim();
  const inner = text.startsWith("[") ? text.slice(1, text.endsWith("]") ? -1 : undefined) : text.replace(/^\s*- /gm, ",");
  return (inner.match(/"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,]+/g) ?? []).map(unquoted).map((word) => word.trim()).filter(Boolean);
}

/* A file's text, and whether it was saved as UTF-8: if not, it is read as Windows writes it. */
export function decoded(raw) {
  const wide = { "255,254": "utf-16le", "254,255": "utf-16be" }[raw.subarray(0, 2).join()];
  try {
    return { text: new TextDecoder(wide ?? "utf-8", { fatal: true }).decode(raw), isUtf8: !wide };
  } catch {
    return { text: new TextDecoder("windows-1252").decode(raw), isUtf8: false };
  }
}

/* Returns a page whose keys are not closed with what closes them, before the first empty line or heading; any other as it is. */
export const closed = (text) => (/^---[ \t]*\n/.test(text) && !/\n(?:---|\.\.\.)[ \t]*(?:\n|$)/.test(text) ? text.replace(/^---[^\n]*(?:\n(?!#|\n|$)[^\n]*)*/, (keys) => `${keys}\n---`) : text);

/* A file's keys, each with its lines and what stands behind its colon; and the text below them. */
export function parted(text) {
  const plain = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  const end = /^---[ \t]*\n((?:[^]*?\n)??)(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(plain);
  const raw = {};
  let waiting = [];
  let key = "";
  for (const line of end ? end[1].replace(/\n$/, "").split("\n") : []) {
    const begin = /^([A-Za-z_][\w-]*)[ ]*:/.exec(line);
    if (begin) {
      [, key] = begin;
      while (key in raw) key += " again"; /* written twice: it is shown among the other lines */
      raw[key] = { above: waiting, lines: [...waiting, line], words: line.slice(begin[0].length) };
      waiting = [];
    } else if (!line.trim() || line.startsWith("#") || !key) waiting.push(line);
    else {
      raw[key].lines.push(...waiting, line);
      raw[key].words += `\n${[...waiting, line].join("\n")}`;
      waiting = [];
    }
  }
  if (waiting.length) (raw[key] ??= { above: [], lines: [], words: "" }).lines.push(...waiting);
  return { raw, text: end ? plain.slice(end[0].length).replace(/^\n+/, "") : plain };
}

/* What has parts: texts, lists and mappings, in brackets or on lines of their own */

class Beyond extends Error {} /* more than is read here */

const KEY = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[\w.-]+)[ ]*:(?: +|$)/;

/* What stands between brackets, from a place on; returns it and the place behind it. */
function bracketed(text, start) {
  const space = (at) => at + /^\s*/.exec(text.slice(at))[0].length;
  const scalar = (at) => {
    const found = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'[\]{},#&*!|>%@`][^[\]{},#\n]*?(?=\s*(?:[,\]}]|:\s|\n|$)))/.exec(text.slice(at));
    if (!found) throw new Beyond(text.slice(at));
    return [unquoted(found[0]), at + found[0].length];
  };
  const opened = text[start];
  if (opened !== "[" && opened !== "{") return scalar(start);
  const [close, made] = opened === "[" ? ["]", []] : ["}", {}];
  let at = space(start + 1);
  while (text[at] !== close) {
    let value;
    if (opened === "{") {
      const key = KEY.exec(text.slice(at));
      if (!key) throw new Beyond(text.slice(at));
      [made[unquoted(key[1])], at] = bracketed(text, space(at + key[0].length));
    } else {
      [value, at] = bracketed(text, at);
      made.push(value);
    }
    at = space(at);
    if (text[at] === ",") at = space(at + 1);
    else if (text[at] !== close) throw new Beyond(text.slice(at));
  }
  return [made, at + 1];
}

/* What stands on one line behind a sign or a colon. */
function inline(words) {
  const text = words.trim();
  if (!text || /^[#&*!|>%@`]/.test(text) || (!/^["'[{]/.test(text) && /\s#|:(?:\s|$)/.test(text))) throw new Beyond(text);
  if (!/^["'[{]/.test(text)) return text;
  const [value, end] = bracketed(text, 0);
  if (text.slice(end).trim()) throw new Beyond(text);
  return value;
}

/* What stands on lines of its own, all indented alike: a list, or keys. A text may go on, further in, on the next line. */
function block(lines) {
  const indent = /^ */.exec(lines[0])[0].length;
  const parts = [];
  for (const line of lines) {
    const own = /^ */.exec(line)[0].length;
    if (own < indent || !line.trim() || /^\s*#/.test(line)) throw new Beyond(line);
    if (own === indent) parts.push([line.slice(indent)]);
    else parts.at(-1).push(line);
  }
  const value = (first, rest) => {
    if (!first.trim()) return block(rest);
    if (/^["'[{]/.test(first.trim()) || !rest.some((line) => KEY.test(line.trim()) || /^\s*-(?:\s|$)/.test(line))) return inline([first, ...rest.map((line) => line.trim())].join(" "));
    throw new Beyond(first);
  };
  if (parts.every(([first]) => /^-(?: |$)/.test(first))) {
    return parts.map(([first, ...rest]) => {
      const inner = first.slice(1);
      return KEY.test(inner.trim()) && !/^["'[{]/.test(inner.trim()) ? block([" ".repeat(indent + first.length - inner.trim().length) + inner.trim(), ...rest]) : value(inner, rest);
    });
  }
  return Object.fromEntries(parts.map(([first, ...rest]) => {
    const key = KEY.exec(first);
    if (!key) throw new Beyond(first);
    return [unquoted(key[1]), value(first.slice(key[0].length), rest)];
  }));
}

/* What stands behind a key's colon and below it; undefined where it goes beyond what is read here. */
export function valueOf(words) {
  const [first, ...rest] = words.split("\n");
  try {
    if (!words.trim()) return "";
    if (!first.trim()) return block(rest.filter((line) => line.trim()));
    return inline([first, ...rest.map((line) => line.trim())].join(" "));
  } catch (error) {
    if (error instanceof Beyond) return undefined;
    throw error;
  }
}

/* Rows as they stand below their key, each a list of its parts with their written values. */
export const rowsWritten = (rows) => rows.map((parts) => parts.map(([name, words], place) => `${place ? "  " : "- "}${name}: ${words}`).join("\n")).join("\n");
