// What stands on the X-like fixture: one status per person, and a few answers under some of them.

const posts = [
  { id: "1990000000000000101", by: "elena", text: "Harvest starts on Monday. Third year running that we begin this early, and the calendar on the cellar wall is not much use any more.\n\nHow are other growers planning for it?", when: "9:41 AM · Nov 18, 2026", ago: "2h", views: "48.2K", counts: [37, 12, 416] },
  { id: "1990000000000000102", by: "samuel", text: "Two more ships join the fleet this autumn. Rounds like this one take patience on both sides of the table, and partners who pick up the phone.", when: "8:15 AM · Nov 18, 2026", ago: "3h", views: "21.7K", counts: [18, 9, 203] },
  { id: "1990000000000000103", by: "victor", text: "Private banking has looked the same for fifty years. We think that is long enough.", when: "7:58 AM · Nov 18, 2026", ago: "4h", views: "112K", counts: [240, 61, 1320] },
  { id: "1990000000000000104", by: "ingrid", text: "Our notes on mid-sized private banks come out on Thursday. The short version: costs are up, and clients notice who still answers letters.", when: "6:30 AM · Nov 18, 2026", ago: "5h", views: "9,804", counts: [11, 6, 88] },
  { id: "1990000000000000105", by: "toni", text: "Finished the map of every bakery within one bike ride of the harbour. Printing fifty of them on Saturday 🗺️", when: "5:12 PM · Nov 17, 2026", ago: "18h", views: "3,117", counts: [9, 4, 152] },
  { id: "1990000000000000106", by: "mara", text: "Our shipping desk is looking for two people who like ports, numbers and people. In that order.", when: "3:40 PM · Nov 17, 2026", ago: "20h", views: "1,906", counts: [5, 8, 41] },
  { id: "1990000000000000107", by: "jonas", text: "Best part of the job: a client's cellar tour that was meant to take an hour.", when: "1:05 PM · Nov 17, 2026", ago: "22h", views: "1,240", counts: [3, 0, 29] },
  { id: "1990000000000000108", by: "toni", text: "My printer refuses to print since the update, only blank pages. Can anyone help me fix it?", when: "11:30 AM · Nov 17, 2026", ago: "1d", views: "640", counts: [1, 0, 9] },
  { id: "1990000000000000109", by: "toni", text: "Is there a discount for charities at the bank by the harbour?", when: "11:30 AM · Nov 17, 2026", ago: "1d", views: "640", counts: [1, 0, 9] },
  { id: "1990000000000000110", by: "elena", text: "So disappointed with my bank today. Two hours on hold, and then they hung up on me.", when: "11:30 AM · Nov 17, 2026", ago: "1d", views: "640", counts: [1, 0, 9] },
  { id: "1990000000000000111", by: "imani", text: "Three years with this team, and still learning from them every week.", when: "11:30 AM · Nov 17, 2026", ago: "1d", views: "640", counts: [1, 0, 9] },
  { id: "1990000000000000112", by: "bruno", text: "The clock in the station hall runs again. It was one screw.", when: "11:30 AM · Nov 17, 2026", ago: "1d", views: "640", counts: [1, 0, 9] },
  { id: "1990000000000000201", by: "toni", answers: "1990000000000000101", text: "My grandfather wrote the first day of harvest on that wall every year. Photos please!", ago: "1h", views: "812", counts: [1, 0, 14] },
  { id: "1990000000000000202", by: "mara", answers: "1990000000000000101", text: "Good luck for Monday. Save me a bottle.", ago: "46m", views: "530", counts: [0, 0, 7] },
  { id: "1990000000000000203", by: "ingrid", answers: "1990000000000000102", text: "Congratulations. Will the new ships run on the northern route?", ago: "2h", views: "640", counts: [2, 0, 11] },
  { id: "1990000000000000204", by: "toni", answers: "1990000000000000103", text: "Long enough for whom?", ago: "3h", views: "2,208", counts: [4, 1, 75] },
];

/** The post with this id, or nothing. */
export function post(id) {
  return posts.find((one) => one.id === id);
}

/** Posts that answer nothing, newest first. */
export function timeline() {
  return posts.filter((one) => !one.answers);
}

/** Answers to a post. */
export function answers(id) {
  return posts.filter((one) => one.answers === id);
}
