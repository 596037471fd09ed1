// The core in either of its shipped forms, from bytes that are at hand.

/// Starts the form `wasm` or `js` in `folder` and gives its class `Bench`.
export async function start(form, { folder, bytes }) {
  const glue = await import(`${folder}/bench_bg.js`);
  const imports = { "./bench_bg.js": glue };
  const exports = form === "wasm" ? await compiled(bytes, imports) : await translated(folder, imports);
  glue.__wbg_set_wasm(exports);
  exports.__wbindgen_start?.();
  return glue.Bench;
}

async function compiled(bytes, imports) {
  const { instance } = await WebAssembly.instantiate(bytes, imports);
  return instance.exports;
}

async function translated(folder, imports) {
  const { instantiate } = await import(`${folder}/translated.js`);
  return instantiate(imports);
}
