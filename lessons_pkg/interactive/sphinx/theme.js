// Runs before the page is drawn. Furo's styles read the reader's choice at the body; the
// figures and exercises read, at the root, which of the two themes that comes to.
(() => {
  const { body, documentElement: root } = document;
  const system = matchMedia("(prefers-color-scheme: dark)");
  root.classList.remove("no-js");
  let chosen = "auto";
  try {
    chosen = localStorage.getItem("theme") || "auto";
  } catch { /* a browser that keeps nothing */ }

  function settle() {
    const { theme } = body.dataset;
    const auto = system.matches ? "dark" : "light";
    root.dataset.theme = theme === "auto" ? auto : theme;
  }

  body.dataset.theme = chosen;
  settle();
  system.addEventListener("change", settle);
  new MutationObserver(settle).observe(body, { attributeFilter: ["data-theme"] });

  // Whoever comes for a place in the page, or back to one, gets the page laid out whole,
  // so that the place is where the browser thinks it is.
  const [visit] = performance.getEntriesByType("navigation");
  if (location.hash || (visit && visit.type !== "navigate")) {
    root.classList.add("laid-out");
  }
})();
