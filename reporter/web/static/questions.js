// A question that waits for another answer stands on the page at once when that answer is given, and not before.
// What was typed into one that is hidden again stays in its field; the server asks for it only where it applies.
export function askWhatApplies(form) {
  const questions = [...form.querySelectorAll("[data-lr-question]")].map((part) => ({
    part,
    name: part.dataset.lrQuestion,
    when: Object.entries(JSON.parse(part.dataset.lrWhen ?? "{}")),
  }));
  if (!questions.some(({ when }) => when.length)) return;

  function answerTo({ name, part }) {
    const box = part.querySelector("input[type=checkbox]");
    if (box) return box.checked ? box.value : "no"; // a consent that is not given
    return new FormData(form).get(name)?.toString().trim() ?? "";
  }

  function show() {
    const answers = new Map();
    let waiting = questions;
    for (let due = waiting; due.length; ) {
      due = waiting.filter(({ when }) => when.every(([name, values]) => values.includes(answers.get(name))));
      due.forEach((question) => answers.set(question.name, answerTo(question)));
      waiting = waiting.filter((question) => !due.includes(question));
    }
    questions.forEach(({ part, name }) => (part.hidden = !answers.has(name)));
    form.querySelectorAll("[data-lr-group]").forEach((group) => {
      group.hidden = ![...group.querySelectorAll("[data-lr-question]")].some((part) => !part.hidden);
    });
  }

  form.addEventListener("input", show);
  show();
}
