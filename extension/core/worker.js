// Entry of core/worker.js: the worker's core in both forms in one file, for a service worker may
// not load a module later. The translated form costs nothing until it is instantiated.
import * as glue from "fineline:glue";
import { instantiate } from "fineline:translated";

export const variant = typeof WebAssembly === "object" ? "wasm" : "js";

let ready;
export const core = () => (ready ??= load());

async function load() {
  const imports = { "./worker_bg.js": glue };
  const exports = variant === "wasm" ? await compiled(imports) : instantiate(imports);
  glue.__wbg_set_wasm(exports);
  exports.__wbindgen_start?.();
  return glue;
}

async function compiled(imports) {
  const file = await fetch(new URL("worker.wasm", import.meta.url));
  const { instance } = await WebAssembly.instantiate(await file.arrayBuffer(), imports);
  return instance.exports;
}
