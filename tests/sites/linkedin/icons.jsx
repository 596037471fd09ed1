// Line icons of the LinkedIn-like fixture, drawn for it; their ids are those of sites.md 5.1.

const PATHS = {
  "home-active": "M4 11 12 4l8 7v9h-5v-6H9v6H4z",
  "people-medium": "M9 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM2 20c.5-4 3-6 7-6s6.500 2 7 6M17 11a3 3 0 1 0 0-6M18 14c2.500.5 4 2.500 4 5",
  "job-medium": "M4 8h16v11H4zM9 8V5h6v3",
  "messages-medium": "M4 5h16v11h-9l-5 4v-4H4z",
  "bell-medium": "M5 17h14c-1.200-1.600-1.700-3.200-1.700-6a5.300 5.300 0 0 0-10.600 0c0 2.800-.5 4.400-1.700 6zm5 0c0 3 4 3 4 0",
  "search-small": "M10.500 4a6.500 6.500 0 1 1 0 13 6.500 6.500 0 0 1 0-13zm5 11.500L21 21",
  "overflow-small": "M5 12h.01M12 12h.01M19 12h.01",
  "close-small": "M6 6l12 12M18 6 6 18",
  "thumbs-up-outline-small": "M8 11 12 4c2 0 2.500 1.500 2 3l-.7 3H19a2 2 0 0 1 2 2.300l-1 5.200A2 2 0 0 1 18 19H8zM4 11h4v8H4z",
  "comment-small": "M5 5h14a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-6l-5 4v-4H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2z",
  "repost-small": "M5 10V7h11l-3-3M19 14v3H8l3 3",
  "send-privately-small": "M21 3 3 10.500l7 3.500zM21 3l-7 18-4-7z",
  "emoji-small": "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM8.500 14c1.500 3 5.500 3 7 0M9 9.500h.01M15 9.500h.01",
  "image-small": "M4 5h16v14H4zM4 16l5-5 5 5 2.500-2.500L20 16M15 9h.01",
  "video-medium": "M3 6h12v12H3zM15 11l6-4v10l-6-4",
  "article-medium": "M5 4h14v16H5zM8 8h8M8 12h8M8 16h5",
  "visibility-small": "M2 12c3-5 6-7 10-7s7 2 10 7c-3 5-6 7-10 7s-7-2-10-7zm10-3a3 3 0 1 1 0 6 3 3 0 0 1 0-6z",
  "globe-small": "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM3 12h18M12 3c-5 6-5 12 0 18M12 3c5 6 5 12 0 18",
  "person-accent-4": "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c.6-4.600 4-6.500 8-6.500s7.400 1.900 8 6.500",
  mark: "M5 5h14v14H5z",
};

/** One icon; the id is on the drawing itself, as on the real pages. */
export function Icon({ name, size = 20 }) {
  return (
    <svg id={name} className="icon" viewBox="0 0 24 24" width={size} height={size} aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
