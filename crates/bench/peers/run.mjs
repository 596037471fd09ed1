// Decides the same cases by the same rules with every engine, and prints times as JSON.
//
// `node run.mjs decide FOLDER MILLISECONDS`: answers of all engines compared, then each is timed.
// `node run.mjs start FOLDER ENGINE`: how long it takes to load one engine and to give it the rules; to be
// asked in a process of its own.
// `node run.mjs about FOLDER ENGINE`: its version, and where its WebAssembly lies.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { times } from "../web/times.mjs";

const [, , command, folder, argument] = process.argv;

const prepared = () => JSON.parse(readFileSync(`${folder}/peers.json`, "utf8"));

async function timeStart(engine) {
  const { rules } = prepared();
  const before = performance.now();
  const { start } = await import(`./${engine}.mjs`);
  await (engine === "fineline" ? start(folder) : start(rules));
  return { start_ms: performance.now() - before };
}

/// Every engine's answer to every case is ours.
async function compare(decide, name, cases) {
  for (const one of cases) {
    const answer = [...(await decide(one))].sort();
    if (answer.join() !== one.answer.join()) {
      throw new Error(
        `${name} answers draft ${one.at} otherwise: ${answer.join(" ")}; expected ${one.answer.join(" ")}; facts ${JSON.stringify(one.facts)}`,
      );
    }
  }
}

async function timeDecisions(milliseconds) {
  const { rules, cases } = prepared();
  for (const one of cases) one.packed = new Uint8Array(one.packed);
  const { start } = await import("./fineline.mjs");
  const ours = await start(folder);
  ours.load();
  await compare((one) => ours.answer(one.at), "fineline", cases);
  const rows = [];
  for (const [way, decide] of Object.entries(ours.ways)) {
    rows.push({ engine: "fineline", way, ...(await times((at) => decide(cases[at]), cases.length, milliseconds)) });
  }
  rows.push({ engine: "fineline", way: "topics given", ...(await given(ours, cases)) });
  for (const engine of ["cedar", "json-rules", "zen"]) {
    const { start, name } = await import(`./${engine}.mjs`);
    const decide = await start(rules);
    await compare((one) => decide(one.facts), name, cases);
    const found = await times((at) => decide(cases[at].facts), cases.length, milliseconds);
    rows.push({ engine, way: "topics given", ...found });
  }
  const holding = cases.reduce((sum, one) => sum + one.answer.length, 0);
  return { rules: rules.length, cases: cases.length, holding, rows };
}

async function given(ours, cases) {
  const found = await times((at) => ours.found(cases[at]), cases.length, 0);
  const each = (time) => time / ours.repeats;
  const { samples, p50_us, p99_us, p99_drafts_us } = found;
  return { samples, p50_us: each(p50_us), p99_us: each(p99_us), p99_drafts_us: each(p99_drafts_us) };
}

/// Where an engine's module lies, and its version.
async function about(engine) {
  const { name, wasm } = await import(`./${engine}.mjs`);
  const lies = (path) => fileURLToPath(new URL(`node_modules/${path}`, import.meta.url));
  const { version } = JSON.parse(readFileSync(lies(`${name}/package.json`), "utf8"));
  return { name, version, wasm: wasm ? lies(wasm) : null };
}

const COMMANDS = {
  start: () => timeStart(argument),
  decide: () => timeDecisions(Number(argument)),
  about: () => about(argument),
};
console.log(JSON.stringify(await COMMANDS[command]()));
