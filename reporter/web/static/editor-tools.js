// A toolbar is one stop of the Tab key; the arrow keys lead from button to button (ARIA's toolbar pattern).
const WAYS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

export function rove(toolbar, signal) {
  const buttons = () => [...toolbar.querySelectorAll("button")].filter((one) => one.checkVisibility());
  const stop = (at) => toolbar.querySelectorAll("button").forEach((one) => (one.tabIndex = one === at ? 0 : -1));

  toolbar.addEventListener("keydown", (event) => {
    const all = buttons();
    const at = all.indexOf(document.activeElement);
    const to = { Home: 0, End: all.length - 1 }[event.key] ?? (at + (WAYS[event.key] ?? 0) + all.length) % all.length;
    if (at < 0 || to === at) return;
    event.preventDefault();
    all[to].focus();
  }, { signal });
  toolbar.addEventListener("focusin", (event) => stop(event.target.closest("button")), { signal });
  stop(toolbar.querySelector("button"));
}
