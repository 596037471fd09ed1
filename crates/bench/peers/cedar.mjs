// Cedar: each rule is a policy that permits when all of its conditions hold. Policies are parsed once
// (`preparsePolicySet`); the answer names every policy that was satisfied. What the interface does not
// offer: entities and context that are parsed beforehand, so each request brings its facts as objects.
import * as cedar from "@cedar-policy/cedar-wasm/nodejs";

export const name = "@cedar-policy/cedar-wasm";
export const wasm = "@cedar-policy/cedar-wasm/nodejs/cedar_wasm_bg.wasm";

const SET = "rules";

export function start(rules) {
  const staticPolicies = Object.fromEntries(rules.map((rule) => [rule.id, policy(rule)]));
  ok(cedar.preparsePolicySet(SET, { staticPolicies }));
  const author = { type: "Author", id: "alice" };
  const recipient = { type: "Recipient", id: "somebody" };
  return (facts) => {
    const answer = ok(
      cedar.statefulIsAuthorized({
        principal: author,
        action: { type: "Action", id: facts.surface },
        resource: recipient,
        context: facts,
        preparsedPolicySetId: SET,
        entities: [],
      }),
    );
    if (answer.response.diagnostics.errors.length > 0) {
      throw new Error(JSON.stringify(answer.response.diagnostics.errors[0]));
    }
    return answer.response.diagnostics.reason;
  };
}

function ok(answer) {
  if (answer.type !== "success") throw new Error(JSON.stringify(answer.errors));
  return answer;
}

function policy({ when }) {
  const surface = when.find((condition) => condition.fact === "surface");
  const rest = when.filter((condition) => condition !== surface).map(expression);
  const actions = surface?.op["one-of"].map((it) => `Action::${JSON.stringify(it)}`);
  const action = actions ? `action in [${actions.join(", ")}]` : "action";
  const condition = rest.length > 0 ? ` when { ${rest.join(" && ")} }` : "";
  return `permit(principal, ${action}, resource)${condition};`;
}

function expression({ fact, op }) {
  const it = `context.${fact}`;
  if (op === "holds") return it;
  const [[kind, value]] = Object.entries(op);
  switch (kind) {
    case "one-of":
      return `${JSON.stringify(value)}.contains(${it})`;
    case "shares":
      return `${it}.containsAny(${JSON.stringify(value)})`;
    case "shares-none":
      return `!${it}.containsAny(${JSON.stringify(value)})`;
    case "at-least":
      return `${it} >= ${value}`;
    case "below":
      return `${it} < ${value}`;
  }
  throw new Error(`unknown condition ${kind}`);
}
