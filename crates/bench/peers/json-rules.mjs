// json-rules-engine: each rule is a JSON rule whose event is its name. Lists are asked by the engine's own
// operator decorators (`someFact:in`, `everyFact:notIn`). An engine is made once; each run gets its facts.
import { Engine } from "json-rules-engine";

export const name = "json-rules-engine";

export function start(rules) {
  const engine = new Engine(rules.map(rule));
  return async (facts) => {
    const { events } = await engine.run(facts);
    return events.map((event) => event.type);
  };
}

function rule({ id, when }) {
  return { name: id, event: { type: id }, conditions: { all: when.map(condition) } };
}

function condition({ fact, op }) {
  if (op === "holds") return { fact, operator: "equal", value: true };
  const [[kind, value]] = Object.entries(op);
  return { fact, operator: OPERATORS[kind], value };
}

const OPERATORS = {
  "one-of": "in",
  shares: "someFact:in",
  "shares-none": "everyFact:notIn",
  "at-least": "greaterThanInclusive",
  below: "lessThan",
};
