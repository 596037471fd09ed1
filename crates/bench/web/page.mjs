// Measures one form of the core in a browser and sends what it found to the server that the page came
// from. Which form, and for how long each load, stands in the address: `?form=wasm&milliseconds=1500`.
import { start } from "./core.mjs";
import { clockStep, times } from "./times.mjs";

const asked = new URLSearchParams(location.search);

async function bytes(name) {
  const answer = await fetch(name);
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

async function measure(form, milliseconds) {
  const loads = JSON.parse(new TextDecoder().decode(await bytes("index.json")));
  const module = form === "wasm" ? await bytes("module.wasm") : null;
  const { Bench, ...cold } = await coldly(form, module, loads.find((load) => load.is_first));
  const points = [];
  let core = null;
  for (const load of loads) {
    if (points.at(-1)?.rules !== load.rules) {
      core?.free();
      core = Bench.start(await bytes(load.rules_file));
    }
    const count = core.load(await bytes(load.cases_file));
    if (count === 0) throw new Error(`${load.cases_file} cannot be read`);
    const found = await times((at) => core.decide(at), count, milliseconds);
    points.push({ rules: load.rules, characters: load.characters, ...found });
  }
  return { form, clock_us: clockStep(), isolated: crossOriginIsolated, ...cold, points };
}

// What a page waits for: the module compiled and the rules made ready, then the very first decision.
async function coldly(form, module, load) {
  const [rules, cases] = [await bytes(load.rules_file), await bytes(load.cases_file)];
  const before = performance.now();
  const Bench = await start(form, { folder: ".", bytes: module });
  const core = Bench.start(rules);
  const ready = performance.now();
  core.load(cases);
  const loaded = performance.now();
  core.decide(0);
  const decided = performance.now();
  core.free();
  return { Bench, start_ms: ready - before, first_us: (decided - loaded) * 1000 };
}

measure(asked.get("form"), Number(asked.get("milliseconds")))
  .catch((error) => ({ error: String(error.stack ?? error) }))
  .then((result) => fetch("result", { method: "POST", body: JSON.stringify(result) }));
