/* The name of a page's file by its title, where Python cannot be asked for it: the rule of file_name in
   hooks/publishing/desk/new_resource.py, to which a test holds it. */

const LONGEST = 60;

const plain = (words) => words.replace(/&/g, " and ").replace(/ß/g, "ss").replace(/[^\p{L}\p{N}_'’]+/gu, " ").replace(/['’]/g, "").normalize("NFKD").replace(/[^\x20-\x7e]/g, "")
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
