// What JavaScript adds to the journey. Nothing here is required: every step works without it.
// The site may bring a page in by instant navigation, so each part hangs on Material's document$ when it is there.
import { lookAtBrowser } from "./browser.js";
import { keepWhatIsTyped } from "./keep.js";
import { keepNeededLive } from "./needed.js";
import { askWhatApplies } from "./questions.js";
import { showPromises } from "./severity.js";
import { suggestArticles } from "./suggest.js";
import { takeScreenshots } from "./screenshots.js";
import { settleTraces, takeTraces } from "./traces.js";

function sendOnce(form) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.lrSent) event.preventDefault();
    form.dataset.lrSent = "1";
    setTimeout(() => delete form.dataset.lrSent, 8000);
  });
}

function copyFrom(button) {
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.lrCopy);
    field.select();
    const before = button.textContent;
    try {
      await navigator.clipboard.writeText(field.value);
      button.textContent = button.dataset.lrCopied;
    } catch {
      document.execCommand("copy");
    }
    setTimeout(() => (button.textContent = before), 2000);
  });
}

function proposeZone(select) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const untouched = !select.form || select.form.querySelector("[name=revision]")?.value === "0";
  if (untouched && [...select.options].some((option) => option.value === zone)) select.value = zone;
}

function start() {
  const page = document.getElementById("lr-main");
  if (!page || page.classList.contains("lr--script")) return;
  page.classList.add("lr--script");
  page.querySelectorAll("[data-lr-zone]").forEach(proposeZone);
  page.querySelectorAll("[data-lr-copy]").forEach(copyFrom);
  page.querySelectorAll("[data-lr-once]").forEach(sendOnce);
  page.querySelectorAll("form[data-lr-keep]").forEach(keepWhatIsTyped);
  page.querySelectorAll("form[data-lr-keep]").forEach(keepNeededLive);
  page.querySelectorAll("[data-lr-suggest]").forEach(suggestArticles);
  page.querySelectorAll("form[data-lr-step=questions]").forEach(askWhatApplies);
  page.querySelectorAll("[data-lr-severity]").forEach(showPromises);
  page.querySelectorAll("[data-lr-drop]").forEach(takeScreenshots);
  page.querySelectorAll("[data-lr-traces]").forEach(takeTraces);
  page.querySelectorAll("[data-lr-cards]").forEach(settleTraces);
  page.querySelectorAll("[data-lr-browser]").forEach(lookAtBrowser);
  page.querySelector("[data-lr-focus]")?.focus();
}

if (window.document$) window.document$.subscribe(start);
else start();
