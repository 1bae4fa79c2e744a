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

  // A place inside a fold opens it.
  function open() {
    const id = decodeURIComponent(location.hash.slice(1));
    let inside = id && document.getElementById(id);
    while (inside) {
      if (inside.tagName === "DETAILS") inside.open = true;
      inside = inside.parentElement;
    }
  }
  addEventListener("hashchange", open);
  open();

  // On paper nothing can be opened, so all is open, and pictures do not wait to be seen.
  let opened = [];
  addEventListener("beforeprint", () => {
    for (const image of document.images) image.loading = "eager";
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const fold of opened) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of opened) fold.open = false;
    opened = [];
  });

  // The switches of the two drawers are check boxes, which a keyboard works by the space
  // bar; Escape closes them.
  const drawers = document.querySelectorAll(".sidebar-toggle");
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const drawer of drawers) drawer.checked = false;
  });
  // A link to a place in this page closes the drawer that it was in.
  document.querySelector(".toc-drawer")?.addEventListener("click", (event) => {
    if (event.target.closest("a")) {
      for (const drawer of drawers) drawer.checked = false;
    }
  });
})();
