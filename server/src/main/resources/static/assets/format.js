// Times, amounts and names as the reader's own language writes them.

const full = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "long" });
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: "medium" });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });

const UNITS = [["day", 86_400], ["hour", 3_600], ["minute", 60], ["second", 1]];

/** "in 3 hours", "2 minutes ago". */
export function fromNow(date, now = Date.now()) {
  const seconds = Math.round((date.getTime() - now) / 1000);
  const [unit, size] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? UNITS.at(-1);
  return relative.format(Math.trunc(seconds / size), unit);
}

const STYLES = { full: (date) => full.format(date), clock: (date) => clock.format(date), relative: (date) => fromNow(date) };

/** Amount in the smallest unit, such as cents, as "80.00 EUR". */
export function money(minor, currency, digits = fractionDigits(currency)) {
  const amount = new Intl.NumberFormat(undefined, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return `${amount.format(Number(minor) / 10 ** digits)}\u00a0${currency}`;
}

function fractionDigits(currency) {
  try {
    return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits;
  } catch {
    return 2;
  }
}

/** orderId as "Order id", damaged-order@1 as "Damaged order". */
export function label(name) {
  const words = name.replace(/@[0-9]+$/, "").replace(/([a-z0-9])([A-Z])/g, "$1 $2").replace(/[-_.]+/g, " ").toLowerCase().trim();
  return words ? words[0].toUpperCase() + words.slice(1) : name;
}

/** person:lena as "lena", customer:CUS-0001 as "customer CUS-0001". */
export function who(chain) {
  return chain.replace(/\bperson:/g, "").replace(/\b(customer|assistant|agent|service|system):/g, "$1 ");
}

/** The one who acted, without on whose behalf. */
export const actor = (chain) => who(chain.split(" for ")[0]);

/** A time element that says when in the reader's words. */
export function time(iso, style = "full") {
  const element = document.createElement("time");
  element.dateTime = iso;
  element.dataset.style = style;
  showTime(element);
  return element;
}

function showTime(element) {
  const date = new Date(element.dateTime);
  if (!Number.isNaN(date.getTime())) {
    const text = (STYLES[element.dataset.style] ?? STYLES.full)(date);
    if (element.textContent !== text) element.textContent = text;
    element.title = exact.format(date);
  }
}

const ISO = /\d{4}-\d{2}-\d{2}T[\d:.]+Z/g;

/** Sentences of the journal name times as machines do; these become times of the reader. */
function showWords(element) {
  const words = element.textContent;
  const times = words.match(ISO);
  if (!times) return;
  const rest = words.split(ISO);
  element.replaceChildren(...rest.flatMap((text, i) => (i < times.length ? [text, time(times[i])] : [text])));
}

/** Replaces what the server wrote for everybody by what this reader is used to. */
export function localise(root) {
  root.querySelectorAll("time[datetime]").forEach(showTime);
  root.querySelectorAll("[data-words]").forEach(showWords);
  root.querySelectorAll("data.money").forEach((element) => {
    element.textContent = money(element.value, element.dataset.currency, Number(element.dataset.digits));
  });
}

/** Keeps "in 3 hours" true while the page stays open. */
export function keepTimesTrue() {
  setInterval(() => document.querySelectorAll('time[data-style="relative"]').forEach(showTime), 20_000);
}
