// Entry of core/pages.js: the core of the extension's own pages, as WebAssembly where the browser
// has it, else translated to JavaScript, which is loaded only then.
import * as glue from "fineline:glue";

export const variant = typeof WebAssembly === "object" ? "wasm" : "js";

let ready;
export const core = () => (ready ??= load());

async function load() {
  const imports = { "./pages_bg.js": glue };
  const exports = variant === "wasm" ? await compiled(imports) : await translated(imports);
  glue.__wbg_set_wasm(exports);
  exports.__wbindgen_start?.();
  return glue;
}

async function compiled(imports) {
  const file = await fetch(new URL("pages.wasm", import.meta.url));
  const { instance } = await WebAssembly.instantiate(await file.arrayBuffer(), imports);
  return instance.exports;
}

async function translated(imports) {
  const { instantiate } = await import("./pages-js.js");
  return instantiate(imports);
}
