/* Runs the checks of the page to write on, in Python, on the device. The page starts it from a blob of this text, so that it
   is under the page's own policy and reaches no other site. It is told where the page's files are, and answers calls. */

const NAME = "write"; /* of the cache, behind which the site's path stands */

let held = new Map(); /* what Python fetches, by its address: all of it is here already */
let device = null;
let python = null;
let late = null; /* what is fetched when it is asked for, and from where */

function unpacked(body) {
  return new Response(body.pipeThrough(new DecompressionStream("gzip")), { headers: { "Content-Type": "application/wasm" } });
}

/* Fetches what is listed, with its size, from the browser's own store where it is there; tells how much has come. */
async function fetchAll(base, folder, files, tell = postMessage.bind(self)) {
  const store = await self.caches?.open(`${NAME} ${new URL(base).pathname}`).catch(() => null);
  const all = Object.values(files).reduce((sum, bytes) => sum + bytes, 0);
  let done = 0;
  const found = new Map(await Promise.all(Object.entries(files).map(async ([name, bytes]) => {
    const url = `${base}${folder}/${name}`;
    const kept = await store?.match(url);
    if (kept) {
      done += bytes;
      return [name, await kept.blob()];
    }
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${answer.status} ${name}`);
    const type = answer.headers.get("Content-Type") ?? "";
    const parts = [];
    for (const reader = answer.body.getReader(); ;) {
      const part = await reader.read();
      if (part.done) break;
      parts.push(part.value);
      done += part.value.length;
      tell({ progress: Math.min(done, all), all });
    }
    const blob = new Blob(parts, { type });
    await store?.put(url, new Response(blob)).catch(() => null);
    return [name, blob];
  })));
  for (const request of await store?.keys() ?? []) if (/\/[0-9a-f]{16}\/[^/]*$/.test(request.url) && !request.url.startsWith(`${base}${folder}/`)) await store.delete(request);
  return found;
}

/* Python's own loader fetches by address: what it asks for is handed to it from here. */
const network = self.fetch.bind(self);
self.fetch = (address, ...rest) => {
  const answer = held.get(String(address?.url ?? address));
  return answer ? Promise.resolve(answer()) : network(address, ...rest);
};

async function start({ base, folder, files, late: lateFiles, lock, today }) {
  late = { base, folder, files: { ...lateFiles } };
  const found = await fetchAll(base, folder, files);
  const here = `${base}${folder}/`;
  postMessage({ reading: true });
  const wasm = found.get("pyodide.asm.wasm.gz");
  held = new Map([
    [`${here}pyodide.asm.wasm`, () => unpacked(wasm.stream())],
    [`${here}python_stdlib.zip`, () => new Response(found.get("python_stdlib.zip"))],
  ]);
  const { loadPyodide } = await import(`${here}pyodide.mjs`);
  python = await loadPyodide({ indexURL: here, lockFileContents: lock });
  for (const [name, folder] of [["packages.zip", python.runPython("import site; site.getsitepackages()[0]")], ["project.zip", "/repository"]]) {
    python.FS.mkdirTree(folder);
    python.unpackArchive(await found.get(name).arrayBuffer(), "zip", { extractDir: folder });
  }
  held.clear();
  python.globals.set("_today", today);
  device = python.runPython("import sys, gc\nsys.path.insert(0, '/repository/hooks')\nfrom publishing.writing.device import Device\ndevice = Device('/repository', _today)\ngc.freeze()\ndevice");
}

/* Fetches more packages, once. */
async function fetchLate(name) {
  if (!(name in late.files)) return;
  const found = await fetchAll(late.base, late.folder, { [name]: late.files[name] }, () => null);
  delete late.files[name];
  python.unpackArchive(await found.get(name).arrayBuffer(), "zip", { extractDir: python.runPython("import site; site.getsitepackages()[0]") });
  python.runPython("import importlib; importlib.invalidate_caches()");
}

const calls = {
  start,
  async file({ name, folder, raw, anew }) {
    if (/\.(?:pdf|zip)$/i.test(name)) await fetchLate("pdf.zip");
    return { ...JSON.parse(device.file(name, folder, raw, anew ?? undefined)), raw: device.file_ready().toJs() };
  },
  named: ({ title }) => device.named(title),
  beside: ({ names }) => device.lay_beside(JSON.stringify(names)),
  check: ({ file, text }) => JSON.parse(device.check(file, text)),
  mended: ({ file, text }) => JSON.parse(device.mended(file, text)),
  view: ({ file, text }) => JSON.parse(device.view(file, text)),
  pasted: ({ html }) => JSON.parse(device.pasted(html)),
  prepare: () => device.prepare(),
  word({ name, raw, kind }) {
    const found = JSON.parse(device.word(name, new Uint8Array(raw), kind));
    for (const picture of found.pictures ?? []) picture.raw = device.picture(picture.kept).toJs();
    return found;
  },
};

addEventListener("message", async ({ data: { call, id, ...given } }) => {
  try {
    postMessage({ id, answer: await calls[call](given) });
  } catch (error) {
    postMessage({ id, failed: String(error) });
  }
});
