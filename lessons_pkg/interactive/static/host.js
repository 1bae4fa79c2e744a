// The host: mounts the widgets of a rendered page when they come near the screen, with
// no kernel behind them. A notebook has anywidget for this; the book has these lines.

/** The part of anywidget's model that our widgets use, over a plain object. */
export class PageModel {
  constructor(state) {
    this.state = state;
    this.listeners = new Map();
  }
  get(name) {
    return this.state[name];
  }
  set(name, value) {
    if (Object.is(this.state[name], value)) return;
    this.state[name] = value;
    for (const listener of this.listeners.get(`change:${name}`) ?? []) {
      listener();
    }
  }
  save_changes() {}
  on(event, listener) {
    if (!this.listeners.has(event)) this.listeners.set(event, new Set());
    this.listeners.get(event).add(listener);
  }
  off(event, listener) {
    this.listeners.get(event)?.delete(listener);
  }
}

/** The state that Python wrote into a placeholder. */
function stateOf(placeholder) {
  const state = placeholder.querySelector('script[type="application/json"]');
  return JSON.parse(state.textContent);
}

/** Do something for a placeholder; where that fails, the text in it stays. */
function attempt(placeholder, action) {
  try {
    action();
  } catch (error) {
    console.error(`${placeholder.dataset.module} could not start`, error);
  }
}

/** Put a widget into its placeholder, in the place of the text. */
function mount(placeholder, widget) {
  const { top, height } = placeholder.getBoundingClientRect();
  const el = document.createElement("div");
  // In the page before it is drawn, so that a drawing finds its width.
  placeholder.append(el);
  try {
    widget.render({ model: new PageModel(stateOf(placeholder)), el });
    placeholder.querySelector(".lessons-fallback").remove();
  } catch (error) {
    el.remove();
    throw error;
  }
  // What a reader sees below it, or has scrolled past, shall not move up.
  if (top < innerHeight) holdHeight(el, height);
}

/** Keep an element as high as it was, until the page has another width. */
function holdHeight(el, height) {
  const width = innerWidth;
  el.style.minHeight = `${height}px`;
  const release = () => {
    if (innerWidth === width) return; // a phone's bar has come or gone
    el.style.minHeight = "";
    removeEventListener("resize", release);
  };
  addEventListener("resize", release);
}

/**
 * Mount each widget when it is less than a screen away, one broken one never hindering
 * the next. All are mounted for a printer, which does not scroll, and at the first Tab,
 * which leads to the next control, however far away.
 */
export function mountWhenNear(widgets) {
  const waiting = new Set();
  let observer = null;
  const mountNow = (placeholder) => {
    if (!waiting.delete(placeholder)) return;
    observer?.unobserve(placeholder);
    const widget = widgets[placeholder.dataset.module];
    attempt(placeholder, () => mount(placeholder, widget));
    placeholder.classList.remove("lessons-waiting");
  };
  const mountAll = () => waiting.forEach(mountNow);

  const wait = (placeholder) => {
    const widget = widgets[placeholder.dataset.module];
    if (!widget) return;
    waiting.add(placeholder);
    placeholder.classList.add("lessons-waiting");
    // What the style sheet must know to keep the right room for it.
    attempt(
      placeholder,
      () => widget.announce?.(placeholder, stateOf(placeholder)),
    );
    observer?.observe(placeholder);
  };
  const start = () => {
    if ("IntersectionObserver" in globalThis) {
      const near = { rootMargin: "100% 0px" };
      observer = new IntersectionObserver((entries) => {
        const here = entries.filter((entry) => entry.isIntersecting);
        here.forEach(({ target }) => mountNow(target));
      }, near);
    }
    document.querySelectorAll(".lessons-widget[data-module]").forEach(wait);
    if (!observer) mountAll();
    addEventListener("beforeprint", mountAll);
    addEventListener("keydown", ({ key }) => key === "Tab" && mountAll(), true);
  };
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", start);
  } else {
    start();
  }
}
