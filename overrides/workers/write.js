/* Runs the checks of the page to write on, in Python, on the device. The page starts it from a blob of this text, so that it
   is under the page's own policy and reaches no other site. It is told where the page's files are, and answers calls. */

const MEMORY = "memory.packed"; /* Python's memory when it was ready, before anything was written: what a later visit begins with */

let python = null;
let device = null;
let late = null; /* fetches an archive of packages that not every page needs, by its name */

const through = (blob, way) => new Response(blob.stream().pipeThrough(way));

/* What is packed, as it was before; a host, or what lies between, may have unpacked it on the way. */
async function unpacked(blob) {
  const [first, second] = new Uint8Array(await blob.slice(0, 2).arrayBuffer());
  return first === 0x1f && second === 0x8b ? through(blob, new DecompressionStream("gzip")) : new Response(blob);
}

class NotFetched extends Error {}

/* Returns what is listed, with the sizes that it may have, by name, each as soon as it has come: from the browser's own store where it is there.
   It tells how much has come. */
function fetched(files, store, tell = postMessage.bind(self)) {
  const all = files.reduce((sum, { sizes }) => sum + sizes[0], 0);
  let done = 0;
  return Object.fromEntries(files.map(({ name, url, sizes }) => [name, (async () => {
    const kept = await store?.match(url).catch(() => null);
    if (kept) {
      done += sizes[0];
      return kept.blob();
    }
    const answer = await fetch(url).catch(() => null);
    if (!answer?.ok) throw new NotFetched(name);
    const parts = [];
    for (const reader = answer.body.getReader(); ;) {
      const part = await reader.read().catch(() => null);
      if (!part) throw new NotFetched(name);
      if (part.done) break;
      parts.push(part.value);
      done += part.value.length;
      tell({ progress: Math.min(done, all), all });
    }
    const blob = new Blob(parts, { type: answer.headers.get("Content-Type") ?? "" });
    if (!sizes.includes(blob.size)) throw new NotFetched(name); /* cut off, or not what was listed */
    store?.put(url, new Response(blob)).catch(() => null); /* a full store: the next visit fetches it again */
    return blob;
  })()]));
}

/* Python's own loader fetches by address: what it asks for is handed to it from here. */
const network = self.fetch.bind(self);
let held = {};
self.fetch = (address, ...rest) => held[String(address?.url ?? address)]?.() ?? network(address, ...rest);

/* Returns Python: as it was when it was ready the last time, where its ``memory`` is given, else at its beginning. */
async function loaded(program, came, lock, memory) {
  held = {
    [`${program}pyodide.asm.wasm`]: async () => new Response((await unpacked(await came["pyodide.asm.wasm.packed"])).body, { headers: { "Content-Type": "application/wasm" } }),
    [`${program}python.zip`]: async () => new Response(await came["python.zip"]),
  };
  const [{ loadPyodide }, { default: create }] = await Promise.all(["pyodide.mjs", "pyodide.asm.mjs"].map((name) => came[name].then(() => import(program + name))));
  const found = await loadPyodide({
    indexURL: program,
    stdLibURL: `${program}python.zip`,
    lockFileContents: lock,
    ...(memory ? { _loadSnapshot: memory } : { _makeSnapshot: true }),
    async createPyodideModule(settings) {
      const module = await create(settings);
      if (memory) module.growMemory(memory.length);
      return module;
    },
  });
  held = {};
  const [hooks, repository] = await Promise.all([came["hooks.zip"].then((blob) => blob.arrayBuffer()), came["repository.json.packed"].then(unpacked).then((answer) => answer.json())]);
  found.FS.mkdirTree("/repository");
  found.FS.writeFile("/repository/hooks", new Uint8Array(hooks)); /* an archive in the place of the folder: Python imports from it as it lies */
  for (const [name, text] of Object.entries(repository)) {
    const path = `/repository/${name}`;
    found.FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
    found.FS.writeFile(path, text);
  }
  return found;
}

/* Begins with what an earlier visit has left, where it has and it can be used. */
async function resumed(memory, program, came, lock, store) {
  try {
    const kept = await store?.match(memory);
    return kept ? await loaded(program, came, lock, new Uint8Array(await (await unpacked(await kept.blob())).arrayBuffer())) : null;
  } catch {
    await store.delete(memory).catch(() => null);
    return null;
  }
}

async function start({ here, store: name, files, late: others, lock, today }) {
  const store = await self.caches?.open(name).catch(() => null);
  const [wanted, later] = [files, others].map((list) => Object.entries(list).map(([path, sizes]) => ({ name: path.split("/").pop(), url: new URL(path, here).href, sizes })));
  late = (archive) => fetched(later.filter(({ name }) => name === archive), store, () => null)[archive];
  const program = new URL("./", wanted.find(({ name }) => name === "python.zip").url).href;
  const came = fetched(wanted, store);
  const all = Promise.all(Object.values(came)); /* one that does not come ends the start */
  all.then(() => postMessage({ reading: true }), () => null);
  const begin = async () => {
    python = await resumed(here + MEMORY, program, came, lock, store);
    let memory = null;
    if (!python) {
      python = await loaded(program, came, lock, null);
      python.globals.set("today", today);
      python.runPython("import gc, sys\ngc.disable()\nsys.path.insert(0, '/repository/hooks')\nfrom publishing.writing.device import Device\ndevice = Device('/repository', today)\ngc.freeze()\ngc.enable()");
      memory = store && new Blob([python.makeMemorySnapshot()]);
    }
    device = python.globals.get("device");
    device.begin(today);
    if (memory) store.put(here + MEMORY, through(memory, new CompressionStream("gzip"))).catch(() => null);
  };
  await Promise.all([all, begin()]);
}

/* Lets Python import from an archive that has not come yet. */
async function bring(archive) {
  const path = `/${archive}`;
  if (python.FS.analyzePath(path).exists) return;
  python.FS.writeFile(path, new Uint8Array(await (await late(archive)).arrayBuffer()));
  python.runPython(`import sys\nsys.path.append('${path}')`);
}

const bytes = (raw) => python.toPy(new Uint8Array(raw));

const calls = {
  start,
  async file({ name, folder, raw, anew }) {
    if (/\.(?:pdf|zip)$/i.test(name)) await bring("pdf.zip");
    return { ...JSON.parse(device.file(name, folder, bytes(raw), anew && bytes(anew))), raw: device.file_ready().toJs() };
  },
  named: ({ title }) => device.named(title),
  async beside({ files }) {
    const raws = await Promise.all(Object.values(files).map((blob) => blob.arrayBuffer()));
    device.lay_beside(JSON.stringify(Object.keys(files)), raws.map(bytes));
  },
  check: ({ file, text }) => JSON.parse(device.check(file, text)),
  mended: ({ file, text }) => JSON.parse(device.mended(file, text)),
  view: ({ file, text }) => JSON.parse(device.view(file, text)),
  pasted: ({ html }) => JSON.parse(device.pasted(html)),
  word({ name, raw, kind }) {
    const found = JSON.parse(device.word(name, bytes(raw), kind));
    for (const picture of found.pictures ?? []) picture.raw = device.picture(picture.kept).toJs();
    return found;
  },
};

addEventListener("message", async ({ data: { call, id, ...given } }) => {
  try {
    postMessage({ id, answer: await calls[call](given) });
  } catch (error) {
    /* where something did not come, or our own Python met an error, the next call works; after any other, Python does not answer again */
    postMessage({ id, failed: String(error), over: call !== "start" && !(error instanceof NotFetched) && error.constructor?.name !== "PythonError" });
  }
});
