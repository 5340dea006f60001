// The list of screenshots: made by the server, renewed in place, so that nobody who types in it is disturbed.

const look = (item) => item.querySelector(".lr-file__picture");

// Nothing is replaced that somebody may be typing in or pressing: of a picture that is there already only its look.
export function renew(old, fresh) {
  const there = new Map([...old.children].map((item) => [item.dataset.lrFile, item]));
  for (const item of [...fresh.children]) {
    const known = there.get(item.dataset.lrFile);
    there.delete(item.dataset.lrFile);
    if (!known) old.append(item);
    else if (look(known).outerHTML !== look(item).outerHTML) look(known).replaceWith(look(item));
  }
  there.forEach((item) => item.remove());
}

// What can be edited: what was chosen on this page at once, anything else as soon as it is checked.
export function mayEdit(list, kept) {
  for (const item of list.children) {
    const button = item.querySelector("[data-lr-edit]");
    const known = kept.get(item.dataset.lrFile);
    button.hidden = !known && !look(item).dataset.lrClean;
    const said = button.querySelector("[data-lr-edit-words]");
    button.dataset.lrPlain ??= said.textContent;
    said.textContent = known && !known.history ? button.dataset.lrNew : button.dataset.lrPlain;
  }
}

// The edited picture stands where the one before stood, with what was typed about it.
export function takeTheName(item, id) {
  const [before, field] = [item.dataset.lrFile, item.querySelector("input")];
  if (before === id) return;
  item.parentElement.querySelector(`[data-lr-file="${CSS.escape(id)}"]`)?.remove(); // the same picture twice is one
  item.dataset.lrFile = id;
  item.querySelector("label").htmlFor = field.id = field.name = `describe-${id}`;
  item.querySelector("[name=remove]").value = id;
}
