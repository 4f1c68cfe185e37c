/* The name of a page's file by its title, where Python cannot be asked for it: the rule of file_name in
   hooks/publishing/desk/new_resource.py, to which a test holds it. */

const LONGEST = 60;

/* As in hooks/publishing/reading/names.py. */
const IN_PLAIN_LETTERS = { ß: "ss", ẞ: "SS", æ: "ae", Æ: "AE", œ: "oe", Œ: "OE", þ: "th", Þ: "TH", ø: "o", Ø: "O", ł: "l", Ł: "L", đ: "d", Đ: "D", ð: "d", Ð: "D", ħ: "h", Ħ: "H", ı: "i", ŧ: "t", Ŧ: "T", ŋ: "n", Ŋ: "N" };
const OTHER_LETTERS = new RegExp(`[${Object.keys(IN_PLAIN_LETTERS).join("")}]`, "g");

const plain = (words) => words.normalize("NFC").replace(/&/g, " and ").replace(OTHER_LETTERS, (letter) => IN_PLAIN_LETTERS[letter]).replace(/[^\p{L}\p{N}_'’]+/gu, " ").replace(/['’]/g, "").normalize("NFKD").replace(/[^\x20-\x7e]/g, "")
  .trim().toLowerCase().replace(/[-\s]+/g, "-").replace(/[-_]{2,}|-_|_-/g, "-").replace(/^[-_]+|[-_]+$/g, "");

export function fileName(title) {
  let name = "";
  for (const word of plain(title).split("-")) {
    const longer = name ? `${name}-${word}` : word.slice(0, LONGEST);
    if (longer.length > LONGEST) break;
    name = longer;
  }
  return name;
}
