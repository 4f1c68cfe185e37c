/* Compiles Python for the page to write on, with the very Python that runs there: a browser would be busy with that for
   longer than with all else. It reads a ZIP file of modules and writes one of what is made of them, the same bytes each time.
   -OO leaves out asserts, and what modules say of themselves. */

import { loadPyodide } from "pyodide";

const parts = [];
for await (const part of process.stdin) parts.push(part);
const python = await loadPyodide({ env: { PYTHONHASHSEED: "0" }, stdout: () => null });
python.FS.writeFile("/sources.zip", Buffer.concat(parts));
python.globals.set("optimize", process.argv.includes("-OO") ? 2 : 0);
python.runPython(`
import warnings, zipfile
from importlib._bootstrap_external import _code_to_hash_pyc

warnings.simplefilter("ignore")  # of others' code
with zipfile.ZipFile("/sources.zip") as sources, zipfile.ZipFile("/made.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
    for name in sources.namelist():
        content = sources.read(name)
        if name.endswith(".py"):
            name, content = name + "c", _code_to_hash_pyc(compile(content, name, "exec", dont_inherit=True, optimize=optimize), bytes(8), False)
        made.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED, 9)
`);
process.stdout.write(python.FS.readFile("/made.zip"));
