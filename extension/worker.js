// Worker: registers every listener at once, since an event that wakes the browser's worker is given
// only to listeners that stand when this file has run; then waits for the core inside each listener.
// The browser may end this at any moment: nothing is remembered here.
import { core, variant } from "./core/worker.js";

const complain = (fault) => console.warn("fineline:", fault);

const ready = core().then((glue) => {
  glue.started(variant).catch(complain);
  return glue;
});

// A fault of the core is a line in the console, never an unanswered page.
const run = (job) => ready.then(job).catch(complain);

chrome.runtime.onConnect.addListener((port) => {
  // The first message may come before the core is there: it waits its turn in `ready`.
  run((glue) => glue.connected(port));
  port.onMessage.addListener((message) => run((glue) => glue.said(port, message)));
  port.onDisconnect.addListener(() => run((glue) => glue.disconnected(port)));
});

chrome.runtime.onMessage.addListener((message, sender, answer) => {
  run((glue) => glue.asked(message, sender)).then((response) => answer(response ?? null));
  return true;
});

chrome.runtime.onInstalled.addListener(({ reason }) => run((glue) => glue.installed(reason)));
chrome.runtime.onStartup.addListener(() => run((glue) => glue.browser_started()));
chrome.alarms.onAlarm.addListener(({ name }) => run((glue) => glue.rang(name)));
chrome.storage.onChanged.addListener((_changes, area) => {
  if (area === "managed") run((glue) => glue.managed_changed());
});
