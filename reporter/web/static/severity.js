// The promise of the highest ticked level, shown as soon as it is ticked.
export function showPromises(group) {
  const promises = [...document.querySelectorAll("[data-lr-promise]")];
  const boxes = [...group.querySelectorAll("[data-lr-level]")];
  const none = boxes.find((box) => box.value === "none");

  function show(event) {
    if (event?.target === none && none.checked) boxes.forEach((box) => box !== none && (box.checked = false));
    else if (event?.target?.checked && none) none.checked = false;
    const ticked = boxes.find((box) => box.checked); // levels run from highest to lowest
    promises.forEach((promise) => (promise.hidden = promise.dataset.lrPromise !== ticked?.dataset.lrLevel));
  }

  group.addEventListener("change", show);
  show();
}
