// The host: mounts the widgets of a rendered page, figures when they come near, with no
// kernel behind them. A notebook has anywidget for this; the book has these lines.

import { followAddress, share } from "./lib/link.js";

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

/** Put a widget in the place of the text; where that fails, the text stays. */
function mount(placeholder, widget) {
  const text = placeholder.querySelector(".lessons-fallback");
  const el = document.createElement("div");
  // In the page before it is drawn, so that a drawing finds its width.
  text.replaceWith(el);
  try {
    const state = placeholder.querySelector('script[type="application/json"]');
    const model = new PageModel(JSON.parse(state.textContent));
    const { id } = placeholder;
    model.share = (of) => share(el.firstElementChild, id, model, of);
    widget.render({ model, el });
  } catch (error) {
    el.replaceWith(text);
    console.error(`${placeholder.dataset.module} could not start`, error);
  }
}

/**
 * Mount each widget of the page when it is less than two screens away, one broken one
 * never hindering the next. Until then a figure has the room that room.css keeps for
 * it. A form that nobody sees would cost a page time, too: a browser that fills in
 * forms lays out the text around it. All are mounted for a printer, which does not
 * scroll, and at the first Tab, which leads to the next control, however far away.
 */
export function mountWidgets(widgets) {
  const waiting = new Map();
  const mountNow = (placeholder) => {
    const widget = waiting.get(placeholder);
    if (!waiting.delete(placeholder)) return;
    near.unobserve(placeholder);
    mount(placeholder, widget);
    placeholder.classList.add("lessons-mounted");
  };
  const near = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (isIntersecting) mountNow(target);
    }
  }, { rootMargin: "200% 0px" });

  const start = () => {
    followAddress();
    const counts = new Map();
    for (const placeholder of document.querySelectorAll("[data-module]")) {
      const { module } = placeholder.dataset;
      if (!widgets[module]) continue;
      // It has a name by its module and its turn, for links that lead to it.
      const name = module === "exercise" ? module : `explore-${module}`;
      const turn = (counts.get(module) ?? 0) + 1;
      counts.set(module, turn);
      placeholder.id ||= turn > 1 ? `${name}-${turn}` : name;
      waiting.set(placeholder, widgets[module]);
      near.observe(placeholder);
    }
    const mountAll = () => [...waiting.keys()].forEach(mountNow);
    // Whoever comes for a place in the page, or back to one, has it laid out whole. An
    // exercise has no room of its own, so it takes its height before the browser goes.
    if (document.documentElement?.classList.contains("laid-out")) {
      const exercise = ({ dataset }) => dataset.module === "exercise";
      [...waiting.keys()].filter(exercise).forEach(mountNow);
    }
    addEventListener("beforeprint", mountAll);
    addEventListener("keydown", ({ key }) => key === "Tab" && mountAll(), true);
  };
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", start);
  } else {
    start();
  }
}
