// ZEN: the package for the web evaluates expressions and not decision tables ("currently, it supports only
// expressions", its README), and parses an expression at each evaluation: it offers no parsed form. So all
// rules are one expression, a list of truths, evaluated in one call: measured, that is quicker than a call
// for each rule.
import { readFileSync } from "node:fs";
import { initSync, Variable } from "@gorules/zen-engine-wasm";

export const name = "@gorules/zen-engine-wasm";
export const wasm = "@gorules/zen-engine-wasm/dist/zen_engine_wasm_bg.wasm";

export function start(rules) {
  initSync({ module: readFileSync(new URL(`node_modules/${wasm}`, import.meta.url)) });
  const all = `[${rules.map((rule) => rule.when.map(expression).join(" and ")).join(", ")}]`;
  const names = rules.map((rule) => rule.id);
  return (facts) => {
    const variable = new Variable(facts);
    const holds = variable.evaluateExpression(all);
    variable.free();
    return names.filter((_, at) => holds[at]);
  };
}

function expression({ fact, op }) {
  if (op === "holds") return fact;
  const [[kind, value]] = Object.entries(op);
  const list = () => `[${value.map((it) => `'${it}'`).join(", ")}]`;
  switch (kind) {
    case "one-of":
      return `${fact} in ${list()}`;
    case "shares":
      return `some(${fact}, # in ${list()})`;
    case "shares-none":
      return `none(${fact}, # in ${list()})`;
    case "at-least":
      return `${fact} >= ${value}`;
    case "below":
      return `${fact} < ${value}`;
  }
  throw new Error(`unknown condition ${kind}`);
}
