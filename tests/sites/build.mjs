// Bundles the fixture sites with their genuine editors into `target/sites/{x,linkedin}/`.
// Serving them, and their policy headers, is left to `tests/src/site_server.rs`.

import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { everybody } from "./shared/people.js";
import { draw } from "./shared/portrait.js";

const here = dirname(fileURLToPath(import.meta.url));
const target = process.env.FINELINE_SITES ?? join(here, "../../target/sites");

async function bundle(site) {
  const folder = join(target, site);
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, "media"), { recursive: true });
  await build({
    entryPoints: [join(here, site, "main.jsx")],
    outfile: join(folder, "app.js"),
    bundle: true,
    format: "iife",
    target: "chrome120",
    jsx: "automatic",
    legalComments: "none",
    minify: true,
    // draft-js expects Node's `global`.
    define: { global: "window", "process.env.NODE_ENV": '"production"' },
    logLevel: "warning",
  });
  await cp(join(here, site, "index.html"), join(folder, "index.html"));
  for (const one of everybody()) {
    await writeFile(join(folder, "media", `${one.linkedin}.svg`), draw(one));
  }
  console.log(`built the fixture site ${site}: ${folder}`);
}

await Promise.all(["x", "linkedin"].map(bundle));
