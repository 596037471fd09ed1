// Who appears on both fixture sites. Invented people; the accounts are those of the example company
// in `examples/`, plus one stranger. What they wrote is in `x/posts.js` and `linkedin/posts.js`.

const people = [
  { id: "alice", name: "Alice Young", x: "alice_young", linkedin: "alice-young", headline: "Software engineer at Aldermoor Bank", look: ["#7f9cf5", "#f1c9a5", "#5b3a29", "long"] },
  { id: "elena", name: "Elena Marchetti", x: "elena_marchetti", linkedin: "elena-marchetti", headline: "Chair at Marchetti Vineyards", verified: true, look: ["#c6a15b", "#e8b98f", "#2f2420", "bun"] },
  { id: "samuel", name: "Samuel Okafor", x: "samuel_okafor", linkedin: "samuel-okafor", headline: "CFO at Okafor Shipping", verified: true, look: ["#3f7d8c", "#7a4b32", "#1c1614", "short"] },
  { id: "victor", name: "Victor Hale", x: "victor_hale", linkedin: "victor-hale", headline: "Chief executive at Hale & Stanton Private Bank", look: ["#6b7280", "#efc7a7", "#a9a9ad", "short"] },
  { id: "ingrid", name: "Ingrid Solberg", x: "ingrid_solberg", linkedin: "ingrid-solberg", headline: "Banking analyst at Solberg Research", look: ["#8fb996", "#f5d3ba", "#d9b36c", "long"] },
  { id: "toni", name: "Toni Reyes", x: "toni_reyes", linkedin: "toni-reyes", headline: "Illustrator, maps and food", look: ["#e58f7b", "#c98d5f", "#3b2a22", "bun"] },
  { id: "mara", name: "Mara Lindqvist", x: "mara_lindqvist", linkedin: "mara-lindqvist", headline: "Deal lead at Aldermoor Bank", look: ["#b48ead", "#f3cdb0", "#9c4f2e", "long"] },
  { id: "jonas", name: "Jonas Brandt", x: "jonas_brandt", linkedin: "jonas-brandt", headline: "Account manager at Aldermoor Bank", look: ["#5e81ac", "#eec39a", "#4a3426", "short"] },
  { id: "bruno", name: "Bruno Keller", x: "bruno_keller", linkedin: "bruno-keller", headline: "Clockmaker at Keller Clockworks", look: ["#a3be8c", "#e3b28f", "#6b6b70", "short"] },
  { id: "imani", name: "Imani Okoye", x: "imani_okoye", linkedin: "imani-okoye", headline: "Engineering lead at Brightwater Software", look: ["#d08770", "#8a5a3c", "#17110f", "long"] },
  { id: "bank", name: "Aldermoor Bank", x: "aldermoor_bank", linkedin: "aldermoor-bank", headline: "A bank", look: ["#2f4858", "#c9d6df", "#2f4858", "short"] },
];

const byId = new Map(people.map((one) => [one.id, one]));

/** The person with this id; unknown ids are a mistake in the fixture and throw. */
export function person(id) {
  const found = byId.get(id);
  if (!found) throw new Error(`no person ${id} in the fixture sites`);
  return found;
}

/** Everybody, for the build, which draws one portrait each. */
export function everybody() {
  return people;
}

/** Address of a person's portrait, drawn by `build.mjs`. */
export function portrait(who) {
  return `/media/${who.linkedin}.svg`;
}

/** Whose account the page belongs to: `?as=ID`, else Alice's. Read once: in-page navigation drops the query. */
export const self = person(new URLSearchParams(globalThis.location?.search ?? "").get("as") ?? "alice");
