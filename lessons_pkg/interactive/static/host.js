// The host: mounts the widgets of a rendered page, with no kernel behind them.
// A notebook has anywidget for this; the book has these lines.

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

/** Put a widget into its placeholder; where that fails, the text in it stays. */
function mount(placeholder, widgets) {
  const widget = widgets[placeholder.dataset.module];
  const state = placeholder.querySelector('script[type="application/json"]');
  if (!widget || !state) return;
  const model = new PageModel(JSON.parse(state.textContent));
  const el = document.createElement("div");
  widget.render({ model, el });
  placeholder.querySelector(".lessons-fallback").replaceWith(el);
}

/** Mount every widget of the page, one broken one never hindering the next. */
export function mountAll(widgets) {
  const start = () => {
    for (const placeholder of document.querySelectorAll(".lessons-widget")) {
      try {
        mount(placeholder, widgets);
      } catch (error) {
        console.error(`${placeholder.dataset.module} could not start`, error);
      }
    }
  };
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", start);
  } else {
    start();
  }
}
