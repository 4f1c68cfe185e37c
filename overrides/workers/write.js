/* Runs the checks of the page to write on, in Python, on the device. The page starts it from a blob of this text, so that it
   is under the page's own policy and reaches no other site. It is told where the page's files are, and answers calls. */

const MEMORY = "memory.gz"; /* Python's memory when it was ready, before anything was written: what a later visit begins with */

let python = null;
let device = null;

const through = (blob, way) => new Response(blob.stream().pipeThrough(way));

/* Returns what is listed, with its size, by name, each as soon as it has come: from the browser's own store where it is there.
   It tells how much has come. */
function fetched(files, store) {
  const all = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  return Object.fromEntries(files.map(({ name, url, bytes }) => [name, (async () => {
    const kept = await store?.match(url).catch(() => null);
    if (kept) {
      done += bytes;
      return kept.blob();
    }
    const answer = await fetch(url).catch(() => null);
    if (!answer?.ok) throw new Error(`not fetched: ${name}`);
    const parts = [];
    for (const reader = answer.body.getReader(); ;) {
      const part = await reader.read().catch(() => null);
      if (!part) throw new Error(`not fetched: ${name}`);
      if (part.done) break;
      parts.push(part.value);
      done += part.value.length;
      postMessage({ progress: Math.min(done, all), all });
    }
    const blob = new Blob(parts, { type: answer.headers.get("Content-Type") ?? "" });
    if (blob.size !== bytes) throw new Error(`not fetched: ${name}`); /* cut off, or not what was listed */
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
    [`${program}pyodide.asm.wasm`]: async () => new Response(through(await came["pyodide.asm.wasm.gz"], new DecompressionStream("gzip")).body, { headers: { "Content-Type": "application/wasm" } }),
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
  const [hooks, repository] = await Promise.all([came["hooks.zip"].then((blob) => blob.arrayBuffer()), came["repository.json.gz"].then((blob) => through(blob, new DecompressionStream("gzip")).json())]);
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
    return kept ? await loaded(program, came, lock, new Uint8Array(await through(await kept.blob(), new DecompressionStream("gzip")).arrayBuffer())) : null;
  } catch {
    await store.delete(memory).catch(() => null);
    return null;
  }
}

async function start({ here, store: name, files, lock, today }) {
  const store = await self.caches?.open(name).catch(() => null);
  const wanted = Object.entries(files).map(([path, bytes]) => ({ name: path.split("/").pop(), url: new URL(path, here).href, bytes }));
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

const calls = {
  start,
  beside: ({ names }) => device.lay_beside(JSON.stringify(names)),
  check: ({ file, text }) => JSON.parse(device.check(file, text)),
  mended: ({ file, text }) => JSON.parse(device.mended(file, text)),
  view: ({ file, text }) => JSON.parse(device.view(file, text)),
  pasted: ({ html }) => JSON.parse(device.pasted(html)),
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
    /* an error of our own in Python is told of, and the next call works; after any other, Python does not answer again */
    postMessage({ id, failed: String(error), over: call !== "start" && error.constructor?.name !== "PythonError" });
  }
});
