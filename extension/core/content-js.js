// Entry of core/linkedin-js.js and core/x-js.js: the content core translated to JavaScript, for pages whose policy
// forbids WebAssembly. Injected by the worker; it never mentions WebAssembly.
import * as glue from "fineline:glue";
import { instantiate } from "fineline:translated";

const exports = instantiate({ "./content_bg.js": glue });
glue.__wbg_set_wasm(exports);
exports.__wbindgen_start?.();
fineline.attach(glue);
