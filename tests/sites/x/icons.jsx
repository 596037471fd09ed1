// Line icons of the X-like fixture, drawn for it. No site's own artwork.

const PATHS = {
  home: "M3 11.5 12 4l9 7.5V20a1 1 0 0 1-1 1h-5v-6H9v6H4a1 1 0 0 1-1-1z",
  search: "M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zm5 11.5L21 21",
  bell: "M5 17h14c-1.2-1.6-1.7-3.200-1.700-6A5.300 5.300 0 0 0 6.700 11c0 2.800-.5 4.400-1.700 6zm5 0c0 3 4 3 4 0",
  mail: "M3 6h18v12H3zM3 7l9 7 9-7",
  bookmark: "M6 4h12v17l-6-5-6 5z",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c.6-4.600 4-6.500 8-6.500s7.400 1.900 8 6.500",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  back: "M20 12H5M11 6l-6 6 6 6",
  reply: "M12 4c5 0 9 3.200 9 7.500S17 19 12 19h-1l-6 3v-5c-1.300-1.400-2-3.300-2-5.500C3 7.200 7 4 12 4z",
  repost: "M4 9l3.500-4L11 9M7.500 5v11a2 2 0 0 0 2 2H13M20 15l-3.500 4-3.500-4M16.500 19V8a2 2 0 0 0-2-2H11",
  heart: "M12 20C5 15 3 12 3 8.500A4.500 4.500 0 0 1 12 7a4.500 4.500 0 0 1 9 1.500c0 3.500-2 6.500-9 11.500z",
  views: "M5 20v-7M10 20V8M15 20v-9M20 20V4",
  share: "M12 15V4M8 7.500 12 4l4 3.500M4 14v6h16v-6",
  image: "M4 4h16v16H4zM4 16l5-5 5 5 2.500-2.500L20 17M15 9h.01",
  gif: "M3 5h18v14H3zM10 10H7v4h3v-2M13 10v4M16.500 14v-4H19M16.500 12h2",
  poll: "M5 6h14M5 12h9M5 18h6",
  smile: "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM8.500 14c1.500 3 5.500 3 7 0M9 9.500h.01M15 9.500h.01",
  clock: "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM12 7v5l3.500 2",
  pin: "M12 21c-4-5-6-8-6-11a6 6 0 0 1 12 0c0 3-2 6-6 11zM12 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
  mark: "M12 3.500 20.500 12 12 20.500 3.500 12z",
};

/** One icon, as large as its text. */
export function Icon({ name, size = 20 }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" width={size} height={size} aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}

/** The check beside the name of a verified account. */
export function Verified() {
  return (
    <svg data-testid="icon-verified" role="img" aria-label="Verified account" viewBox="0 0 24 24" className="verified">
      <circle cx="12" cy="12" r="10" />
      <path d="m7.500 12.500 3 3 6-6.500" />
    </svg>
  );
}
