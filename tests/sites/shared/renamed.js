// A site that has changed its markup: with `?renamed=OLD,NEW` attributes whose value begins with OLD begin with NEW.
// Imported before anything that draws.

const [from, to] = new URLSearchParams(location.search).get("renamed")?.split(",") ?? [];
if (from && to) {
  const { setAttribute } = Element.prototype;
  Element.prototype.setAttribute = function (name, value) {
    const text = String(value);
    setAttribute.call(this, name, text.startsWith(from) ? to + text.slice(from.length) : value);
  };
}
