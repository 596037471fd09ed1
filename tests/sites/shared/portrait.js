// Draws a portrait as SVG: a few flat shapes, so that screenshots look inhabited without a photograph.

const HAIR = {
  short: '<path d="M28 44c-2-20 8-30 22-30s24 10 22 30c-3-9-8-14-14-16-9 4-22 4-30 16z"/>',
  long: '<path d="M24 74c-4-38 2-60 26-60s30 22 26 60c-6 2-10 2-12-2 4-18 2-32-4-40-9 5-20 7-24 12-3 10-3 20 0 30-2 3-6 3-12 0z"/>',
  bun: '<circle cx="50" cy="14" r="9"/><path d="M27 46c-2-20 9-29 23-29s25 9 23 29c-4-11-12-17-23-17S31 35 27 46z"/>',
};

/** The SVG text of one person's portrait. */
export function draw({ name, look: [backdrop, skin, hair, cut] }) {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><title>${name}</title>
<rect width="100" height="100" fill="${backdrop}"/>
<path d="M12 104c2-24 18-32 38-32s36 8 38 32z" fill="${hair}" opacity=".55"/>
<path d="M42 60h16v16c-4 6-12 6-16 0z" fill="${skin}"/>
<ellipse cx="50" cy="46" rx="19" ry="23" fill="${skin}"/>
<g fill="${hair}">${HAIR[cut]}</g>
</svg>
`;
}
