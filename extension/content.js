// Loader: runs at document_start in every frame of a matched site, before the page's own scripts.
// It registers the capture-phase listeners and then does nothing until a text box gets the focus;
// only then does the worker bring in the core. A fault of the core takes the core away, never the post.
(() => {
  "use strict";
  // LinkedIn keeps a hidden frame with decoy editors (seen 2026-10).
  if (window !== window.top && location.pathname.startsWith("/preload/")) return;

  const types = ["focusin", "click", "keydown"];
  let core = null;
  let asked = false;

  const stop = () => {
    for (const type of types) window.removeEventListener(type, handle, true);
    const old = core;
    core = null;
    try {
      old?.stop();
    } catch {
      // A core that trapped cannot tidy up; without listeners it does nothing any more.
    }
  };

  const editable = (node) =>
    node instanceof Element && (node.isContentEditable || node.localName === "textarea");

  const load = async () => {
    asked = true;
    try {
      await chrome.runtime.sendMessage({ kind: "load_core" });
    } catch {
      // The worker is gone or broken: the person writes on as if we were not here.
    }
    asked = false;
  };

  function handle(event) {
    // After an update of the extension this script is an orphan: it takes itself away.
    if (!chrome.runtime?.id) return stop();
    if (core) {
      try {
        core.handle(event);
      } catch {
        stop();
      }
    } else if (event.type === "focusin" && !asked && editable(event.composedPath()[0])) {
      load();
    }
  }

  for (const type of types) window.addEventListener(type, handle, true);

  // Seen by nobody but our own injected core: content scripts have a world of their own.
  globalThis.fineline = {
    attach(loaded) {
      if (core) return;
      core = loaded;
      try {
        core.start();
      } catch {
        stop();
      }
    },
  };
})();
