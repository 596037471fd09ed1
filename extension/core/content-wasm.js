// Entry of core/linkedin-wasm.js and core/x-wasm.js: the content core as WebAssembly, embedded so that nothing of the
// extension need be reachable from the page. Injected by the worker where WebAssembly is known to be
// allowed; it never tries anything else.
import bytes from "fineline:module";
import * as glue from "fineline:glue";

WebAssembly.instantiate(bytes, { "./content_bg.js": glue }).then(({ instance }) => {
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start?.();
  fineline.attach(glue);
});
