// What a page does beside its figures and exercises.
(() => {
  const root = document.documentElement;

  // Links within the page: everything takes its place first, then the browser goes there.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href*='#']");
    if (link && link.pathname === location.pathname) {
      root.classList.add("laid-out");
    }
  }, true);

  // The contents beside the page follow the reader. Only what is near the screen is asked
  // where it stands: a question to a far section would have it laid out.
  const links = new Map();
  for (const link of document.querySelectorAll(".toc-tree a[href^='#']")) {
    links.set(decodeURIComponent(link.hash.slice(1)), link);
  }

  function passed(sections) {
    const line = innerHeight / 4;
    let last = null;
    for (const section of sections) {
      if (section.getBoundingClientRect().top > line) break;
      last = section;
    }
    return last;
  }

  let marked = null;
  function follow() {
    let here = document.querySelector("article > section");
    let found = null;
    while (here) {
      here = passed(here.querySelectorAll(":scope > section"));
      if (here && links.has(here.id)) found = links.get(here.id);
    }
    if (found === marked) return;
    marked?.parentElement.classList.remove("scroll-current");
    marked?.removeAttribute("aria-current");
    marked = found;
    if (!found) return;
    found.parentElement.classList.add("scroll-current");
    found.setAttribute("aria-current", "true");
    const frame = found.closest(".toc-scroll");
    const { top, bottom } = found.getBoundingClientRect();
    if (top < 40 || bottom > innerHeight - 40) {
      frame.scrollTop += top - innerHeight / 2;
    }
  }

  if (links.size) {
    let waiting = false;
    addEventListener("scroll", () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        follow();
      });
    }, { passive: true });
    requestAnimationFrame(follow);
  }

  // The switch of the theme goes round: as the system has it, the other one, the same.
  for (const button of document.querySelectorAll(".theme-toggle")) {
    button.addEventListener("click", () => {
      const dark = matchMedia("(prefers-color-scheme: dark)").matches;
      const round = dark
        ? ["auto", "light", "dark"]
        : ["auto", "dark", "light"];
      const { dataset } = document.body;
      dataset.theme = round[(round.indexOf(dataset.theme) + 1) % 3];
      try {
        localStorage.setItem("theme", dataset.theme);
      } catch { /* a browser that keeps nothing */ }
    });
  }

  // The place in the page that the address names, a figure without its state.
  function placeNamed() {
    try {
      const [id] = decodeURIComponent(location.hash.slice(1)).split("?");
      return document.getElementById(id);
    } catch {
      return null; // a percent sign that stands for nothing
    }
  }

  // A place inside a fold opens it. Figures, exercises and pictures above it may still
  // take their room, so the place is held for a moment, unless the reader moves on. Who
  // comes back, or reloads the page, is led by the browser to where she was.
  function arrive() {
    const place = placeNamed();
    if (!place) return;
    const back = history.state?.seen;
    history.replaceState({ seen: true }, "");
    for (let inside = place; inside; inside = inside.parentElement) {
      if (inside.tagName === "DETAILS") inside.open = true;
    }
    if (back) return;
    const hold = new ResizeObserver(() => place.scrollIntoView());
    const moves = ["wheel", "touchstart", "keydown", "pointerdown"];
    const leave = () => {
      hold.disconnect();
      for (const move of moves) removeEventListener(move, leave);
    };
    for (const move of moves) addEventListener(move, leave, { passive: true });
    hold.observe(document.querySelector("article"));
    setTimeout(leave, 3000);
  }
  addEventListener("hashchange", arrive);
  // The figures have their names then.
  addEventListener("DOMContentLoaded", arrive);

  // On paper nothing can be opened, so all is open, pictures do not wait to be seen, and
  // figures and exercises are drawn in dark ink.
  let opened = [];
  let shown = "";
  addEventListener("beforeprint", () => {
    shown = root.dataset.theme;
    root.dataset.theme = "light";
    for (const image of document.images) image.loading = "eager";
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const fold of opened) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of opened) fold.open = false;
    opened = [];
    root.dataset.theme = shown;
  });

  // What lies over the text closes at a click beside it, and at Escape.
  const launch = document.querySelector(".launch");
  document.addEventListener("click", ({ target }) => {
    if (launch && !launch.contains(target)) launch.open = false;
  });

  // The switches of the two drawers are check boxes, which a keyboard works by the space
  // bar; Escape closes them.
  const drawers = document.querySelectorAll(".sidebar-toggle");
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const drawer of drawers) drawer.checked = false;
    if (launch?.open && launch.contains(document.activeElement)) {
      launch.querySelector("summary").focus();
    }
    if (launch) launch.open = false;
  });
  // A link to a place in this page closes the drawer that it was in.
  document.querySelector(".toc-drawer")?.addEventListener("click", (event) => {
    if (event.target.closest("a")) {
      for (const drawer of drawers) drawer.checked = false;
    }
  });
})();
