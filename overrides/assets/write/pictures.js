/* A picture made anew of its pixels alone, as it is seen: what a camera or a program wrote into it stays behind. */

const AS_JPEG = [[1600, 0.85], [1600, 0.7], [1200, 0.7], [800, 0.6]]; /* the widest, in pixels, which is twice as wide as a text, and how well: tried until it is small enough */
const LARGEST = 1_000_000; /* bytes, as in checks/files.py */
const LARGEST_PNG = 400_000; /* what is larger is a photograph, and smaller as JPEG */

export const isPicture = (name) => /\.(?:png|jpe?g|gif|webp|bmp|heic|heif|avif|tiff?)$/i.test(name);

const WHOLE = { left: 0, top: 0, right: 0, bottom: 0 };

/* Returns it, and its ending; "crop" is how much of each side is not shown, as a part of the whole. Fails where the browser cannot show it. */
export async function madeAnew(blob, crop = WHOLE) {
  const bitmap = await createImageBitmap(blob, { imageOrientation: "from-image" });
  const [left, top] = [bitmap.width * crop.left, bitmap.height * crop.top];
  const [width, height] = [bitmap.width * (1 - crop.left - crop.right), bitmap.height * (1 - crop.top - crop.bottom)];
  const drawn = (widest) => {
    const scale = Math.min(1, widest / width);
    const canvas = Object.assign(document.createElement("canvas"), { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) });
    canvas.getContext("2d").drawImage(bitmap, left, top, width, height, 0, 0, canvas.width, canvas.height);
    return canvas;
  };
  const as = (canvas, type, quality) => new Promise((done, fail) => canvas.toBlob((made) => (made ? done(made) : fail(new Error("no picture"))), type, quality));
  const start = new Uint8Array(await blob.slice(0, 3).arrayBuffer());
  if (start[0] !== 0xff || start[1] !== 0xd8) { /* no photograph */
    const canvas = drawn(AS_JPEG[0][0]);
    const made = await as(canvas, "image/png");
    const seenThrough = () => canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.some((value, place) => place % 4 === 3 && value < 255);
    if (made.size <= LARGEST_PNG || seenThrough()) return { blob: made, ending: "png" };
  }
  let made;
  for (const [widest, quality] of AS_JPEG) {
    made = await as(drawn(widest), "image/jpeg", quality);
    if (made.size <= LARGEST) break;
  }
  return { blob: made, ending: "jpg" };
}

/* Says whether a picture moves: a GIF with more than one image, a PNG or WebP that says so. */
export function moves(raw) {
  const text = new TextDecoder("latin1").decode(raw.subarray(0, 4_000_000));
  if (text.startsWith("GIF")) return text.split("!\xf9\x04").length > 2;
  return text.slice(0, 4000).includes(text.startsWith("RIFF") ? "ANIM" : "acTL");
}

/* The pictures in what was copied out of Word, in their order: it gives them as digits in its own format, RTF. null stands for one that no browser shows. */
export function picturesOfRtf(rtf) {
  return rtf.split("\\shppict").slice(1).map((group) => {
    const found = /\\(png|jpeg)blip(?:\\[a-z]+-?\d*|\s|\{[^{}]*\})*([0-9a-fA-F\s]{40,})/.exec(group.split("\\nonshppict")[0]);
    if (!found) return null;
    const digits = found[2].replace(/\s+/g, "");
    return new File([Uint8Array.from({ length: digits.length >> 1 }, (_, place) => parseInt(digits.slice(2 * place, 2 * place + 2), 16))], found[1] === "png" ? "picture.png" : "picture.jpg");
  });
}
