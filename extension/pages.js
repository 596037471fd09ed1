// Entry of the extension's own pages: brings in their core and lets it fill the page.
// The page says which one it is by `data-page`; without a core its English text stands as it is.
import { core } from "./core/pages.js";

core()
  .then((glue) => glue.show(document.body.dataset.page))
  .catch((fault) => console.warn("fineline:", fault));
