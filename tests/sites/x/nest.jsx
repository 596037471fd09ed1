// The site wraps everything in many anonymous boxes; adapters must climb through them.

/** `depth` nested boxes around the children, with class names as meaningless as the original's. */
export function Nest({ depth, children }) {
  let inner = children;
  for (let level = 0; level < depth; level += 1) {
    inner = <div className={`css-175oi2r r-${(level * 7919).toString(36)}`}>{inner}</div>;
  }
  return inner;
}
