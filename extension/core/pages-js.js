// Entry of core/pages-js.js: the pages' core translated to JavaScript; core/pages.js loads it where
// the browser has no WebAssembly.
export { instantiate } from "fineline:translated";
