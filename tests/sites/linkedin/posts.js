// What stands on the LinkedIn-like fixture: one post per person, two of them passed on by somebody
// else (the header then names a different person than the author), and comments under some.

const posts = [
  { urn: "urn:li:activity:7390000000000000101", by: "elena", ago: "2h", text: "Harvest starts on Monday, the third year running that we begin this early. The calendar my grandfather painted on the cellar wall is not much use any more, but we keep it: it tells us how fast things change.\n\nHow are other growers planning for it?", likes: 184, comments: [
    { id: "301", by: "toni", ago: "1h", text: "Photos of that wall, please!" },
    { id: "302", by: "mara", ago: "46m", text: "Good luck for Monday. Save us a bottle." },
  ] },
  { urn: "urn:li:activity:7390000000000000102", by: "samuel", passedOnBy: "toni", ago: "3h", text: "Two more ships join the fleet this autumn. Rounds like this one take patience on both sides of the table, and partners who pick up the phone. Thank you to everyone who did.", likes: 96, comments: [
    { id: "303", by: "ingrid", ago: "2h", text: "Congratulations. Will the new ships run on the northern route?" },
  ] },
  { urn: "urn:li:activity:7390000000000000105", by: "toni", passedOnBy: "elena", ago: "18h", text: "Finished the map of every bakery within one bike ride of the harbour. Printing fifty of them on Saturday.", likes: 61, comments: [] },
  { urn: "urn:li:activity:7390000000000000103", by: "victor", ago: "4h", text: "Private banking has looked the same for fifty years. We think that is long enough. More next week.", likes: 512, comments: [
    { id: "304", by: "toni", ago: "3h", text: "Long enough for whom?" },
  ] },
  { urn: "urn:li:activity:7390000000000000104", by: "ingrid", ago: "5h", text: "Our notes on mid-sized private banks come out on Thursday. The short version: costs are up, and clients notice who still answers letters.", likes: 73, comments: [] },
  { urn: "urn:li:activity:7390000000000000106", by: "mara", ago: "20h", text: "Our shipping desk is looking for two people who like ports, numbers and people. In that order.", likes: 38, comments: [] },
  { urn: "urn:li:activity:7390000000000000107", by: "jonas", ago: "22h", text: "Best part of the job: a client's cellar tour that was meant to take an hour.", likes: 27, comments: [] },
  { urn: "urn:li:activity:7390000000000000108", by: "toni", ago: "1d", text: "My printer refuses to print since the update, only blank pages. Can anyone help me fix it?", likes: 12, comments: [] },
  { urn: "urn:li:activity:7390000000000000109", by: "toni", ago: "1d", text: "Is there a discount for charities at the bank by the harbour?", likes: 12, comments: [] },
  { urn: "urn:li:activity:7390000000000000110", by: "elena", ago: "1d", text: "So disappointed with my bank today. Two hours on hold, and then they hung up on me.", likes: 12, comments: [] },
  { urn: "urn:li:activity:7390000000000000111", by: "imani", ago: "1d", text: "Three years with this team, and still learning from them every week.", likes: 12, comments: [] },
  { urn: "urn:li:activity:7390000000000000112", by: "bruno", ago: "1d", text: "The clock in the station hall runs again. It was one screw.", likes: 12, comments: [] },
];

/** Every post, in the order of the feed. */
export function feed() {
  return posts;
}

/** The post with this urn, or nothing. */
export function post(urn) {
  return posts.find((one) => one.urn === urn);
}
