// Ours, as WebAssembly, in three ways: as in a page (the draft is in the core's memory), with everything
// handed over packed at each decision, and with the topics found beforehand, as the others get them.
import { readFileSync } from "node:fs";
import { start as startCore } from "../web/core.mjs";

/// How often a decision is repeated where its topics are found beforehand: finding them is in the call.
const REPEATS = 2000;

export async function start(folder) {
  const bytes = readFileSync(`${folder}/module.wasm`);
  const Bench = await startCore("wasm", { folder, bytes });
  const core = Bench.start(readFileSync(`${folder}/rules-200.bin`));
  return {
    load: () => core.load(readFileSync(`${folder}/drafts-200-280.bin`)),
    answer: (at) => core.answer(at).split(",").filter(Boolean),
    ways: {
      "text read, as in a page": (one) => core.decide(one.at),
      "text read, all handed over": (one) => core.decide_packed(one.packed),
    },
    found: (one) => core.decide_found(one.at, REPEATS),
    repeats: REPEATS,
  };
}
