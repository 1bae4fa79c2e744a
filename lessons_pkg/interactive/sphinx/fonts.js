// Over http the typeface of the text sets out at once, and not only when the style sheet
// has been read; so it is mostly there before the first line is drawn. A browser refuses
// this to a page that is opened from a folder.
if (location.protocol.startsWith("http")) {
  const link = document.createElement("link");
  const { href } = new URL("fonts/text.woff2", document.currentScript.src);
  Object.assign(link, { rel: "preload", as: "font", type: "font/woff2", href });
  link.crossOrigin = "";
  document.head.append(link);
}
