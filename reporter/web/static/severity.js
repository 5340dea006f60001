// The promise of the highest ticked level, or of the level chosen, shown as soon as it is ticked, with the reason.
export function showPromises(group) {
  const promises = [...document.querySelectorAll("[data-lr-promise]")];
  const boxes = [...group.querySelectorAll("[data-lr-level]")];
  const none = boxes.find((box) => "lrNone" in box.dataset);

  function because(box, why) {
    if (box === none) return why.dataset.lrNone;
    if (box.type === "radio") return why.dataset.lrChosen;
    return why.dataset.lrExample.replace("{example}", () => box.labels[0].textContent);
  }

  function show(event) {
    if (event?.target.type === "checkbox" && none) {
      if (event.target === none && none.checked) boxes.forEach((box) => box !== none && (box.checked = false));
      else if (event.target.checked) none.checked = false;
    }
    const ticked = boxes.find((box) => box.checked); // levels run from highest to lowest
    for (const promise of promises) {
      promise.hidden = promise.dataset.lrPromise !== ticked?.dataset.lrLevel;
      const why = promise.querySelector("[data-lr-why]");
      if (!promise.hidden && why) why.textContent = because(ticked, why);
    }
  }

  group.addEventListener("change", show);
  show();
}
