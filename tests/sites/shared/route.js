// In-page navigation as single-page sites do it: `history.pushState`, no reload.

import { useSyncExternalStore } from "react";

const listeners = new Set();

function tell() {
  for (const listener of listeners) listener();
}

globalThis.addEventListener?.("popstate", tell);

/** Goes to `path` without a reload. */
export function go(path) {
  history.pushState({ key: Math.random().toString(36).slice(2) }, "", path);
  tell();
}

/** The current path; the component is drawn again when it changes. */
export function usePath() {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => location.pathname,
  );
}

/** Props of a link that navigates in the page. */
export function link(path) {
  return {
    href: path,
    onClick(event) {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      event.stopPropagation();
      go(path);
    },
  };
}
