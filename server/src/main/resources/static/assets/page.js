// What every page does: times and amounts in the reader's language, lists that stay fresh, menus that close.
import { keepTimesTrue, localise } from "./format.js";

const EVERY = 2_000;

localise(document);
keepTimesTrue();

// Lists ask again on each tick. A page that nobody looks at asks nothing, and asks at once when it is looked at again.
const tick = () => document.visibilityState === "visible" && document.body.dispatchEvent(new Event("tick"));
setInterval(tick, EVERY);
document.addEventListener("visibilitychange", tick);

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = event.target.closest("details[open]:is([data-menu], .cancel)");
  if (open) {
    open.open = false;
    open.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  document.querySelectorAll("details[data-menu][open]").forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
});
document.querySelectorAll("form[data-submit-on-change]").forEach((form) => {
  form.addEventListener("change", () => form.requestSubmit());
});

// A part of the page is replaced: what was typed, opened or focused stays, unless the server answers to that very form.
const kept = new Map();

document.addEventListener("htmx:beforeSwap", (event) => {
  const target = event.detail.target;
  const form = event.detail.requestConfig?.elt?.closest("form");
  kept.set(target.id, {
    open: [...target.querySelectorAll("details[open][id]")].map((details) => details.id),
    typed: [...target.querySelectorAll("input[id], textarea[id]")].filter((field) => !form?.contains(field)
        && field.value !== field.defaultValue).map((field) => [field.id, field.value]),
  });
});
document.addEventListener("htmx:afterSwap", (event) => {
  const element = document.getElementById(event.detail.target.id);
  const before = kept.get(event.detail.target.id);
  if (!element || !before) return;
  before.open.forEach((id) => element.querySelector(`#${CSS.escape(id)}`)?.setAttribute("open", ""));
  before.typed.forEach(([id, value]) => {
    const field = element.querySelector(`#${CSS.escape(id)}`);
    if (field) field.value = value;
  });
  kept.delete(event.detail.target.id);
});
document.addEventListener("htmx:load", (event) => {
  localise(event.target);
  const notice = event.target.querySelector?.("[data-focus]");
  if (notice) {
    notice.focus({ preventScroll: true });
    notice.scrollIntoView({ block: "nearest" });
  }
});

const notice = document.getElementById("notice");
document.addEventListener("htmx:sendError", () => {
  notice.textContent = "The server does not answer. This page goes on by itself once it does.";
  notice.classList.add("offline");
});
document.addEventListener("htmx:afterOnLoad", () => {
  if (notice.classList.contains("offline")) {
    notice.textContent = "";
    notice.classList.remove("offline");
  }
});
