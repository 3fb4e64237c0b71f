// The card of a handoff: always what the server says now, so that it is true after a reload and on another device.
import { el, icon } from "./dom.js";
import { label, localise, money, time, who } from "./format.js";

const ENDED = ["completed", "failed", "canceled", "rejected"];
const LOOKS = {
  submitted: ["submitted", "quiet", "dot"],
  working: ["working", "active", "arrow"],
  "input-required": ["input required", "attention", "question"],
  "approval-required": ["approval required", "attention", "person"],
  completed: ["completed", "good", "check"],
  failed: ["failed", "bad", "cross"],
  canceled: ["canceled", "quiet", "stop"],
  rejected: ["rejected", "bad", "minus"],
};
const DECISIONS = { approve: "approved", deny: "denied", edit: "changed" };
const PATIENCE = { wait: 2, retry: 3_000 };

class HandoffCard extends HTMLElement {
  #api;
  #shown = "";
  #descriptions;
  #oversees;
  #going;

  // Only the message is read out when it changes; the card around it would be read as a whole each time.
  #before = el("div", { "aria-live": "off" });
  #message = el("p.card-message", { role: "status" });
  #after = el("div", { "aria-live": "off" });

  // What the agent asks stands apart, so that nothing typed is lost when the card is drawn again.
  #asks = el("div", { "aria-live": "off" });
  #question = "";

  /** Fills the card and keeps it true until the handoff has ended. */
  begin(api, handoff, { descriptions = {}, oversees = false } = {}) {
    this.#api = api;
    this.#descriptions = descriptions;
    this.#oversees = oversees;
    this.className = "card-handoff";
    this.tabIndex = -1;
    this.id = `handoff-${handoff.id}`;
    this.append(this.#before, this.#message, this.#asks, this.#after);
    this.#show(handoff);
    if (!ENDED.includes(handoff.state)) this.#follow(handoff.id);
    return this;
  }

  disconnectedCallback() {
    this.#going?.abort();
  }

  async #follow(id) {
    this.#going = new AbortController();
    const { signal } = this.#going;
    while (!signal.aborted) {
      try {
        await visible();
        const handoff = await this.#api.get(`/api/handoffs/${id}?wait=${PATIENCE.wait}s`, { signal });
        this.#show(handoff);
        if (ENDED.includes(handoff.state)) return;
      } catch (error) {
        if (signal.aborted) return;
        this.#lost(error.message);
        await new Promise((resolve) => setTimeout(resolve, PATIENCE.retry));
      }
    }
  }

  #lost(message) {
    this.#shown = "";
    const note = this.querySelector(".card-lost");
    if (note) note.textContent = `${message} The card goes on by itself.`;
  }

  #show(handoff) {
    const text = JSON.stringify(handoff);
    if (text === this.#shown) return;
    this.#shown = text;
    const focused = this.contains(document.activeElement);
    this.dataset.state = handoff.state;
    this.#before.replaceChildren(this.#head(handoff), progress(handoff));
    if (this.#message.textContent !== handoff.message) this.#message.textContent = handoff.message;
    this.#after.replaceChildren(...this.#needs(handoff.needs), ...receipt(handoff.receipt), this.#foot(handoff));
    this.#ask(handoff);
    if (focused && !this.contains(document.activeElement)) this.focus({ preventScroll: true });
    this.dispatchEvent(new CustomEvent("card-changed", { bubbles: true }));
  }

  /** Shows the form of what the agent asks, as the server makes it, for as long as it is asked. */
  async #ask(handoff) {
    const input = handoff.needs?.input;
    const asked = input?.of === "requester" ? input.id : "";
    if (asked === this.#question) return;
    this.#question = asked;
    this.#asks.replaceChildren();
    if (!asked) return;
    try {
      const part = await this.#api.part(`/chat/handoffs/${encodeURIComponent(handoff.id)}/question`);
      if (this.#question !== asked || !part) return;
      const form = new DOMParser().parseFromString(part, "text/html").querySelector("form");
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        this.#answer(handoff.id, form);
      });
      localise(form);
      this.#asks.replaceChildren(form);
      this.dispatchEvent(new CustomEvent("card-asks", { bubbles: true }));
      this.dispatchEvent(new CustomEvent("card-changed", { bubbles: true }));
    } catch (error) {
      this.#question = "";
      this.#lost(error.message);
    }
  }

  async #answer(handoff, form) {
    const problem = form.querySelector(".answer-problem");
    const send = form.querySelector("button");
    problem.textContent = "";
    try {
      const value = entered(form);
      send.disabled = true;
      const answered = await this.#api.post(`/api/handoffs/${encodeURIComponent(handoff)}/input`, {
        question: form.dataset.question, value,
      });
      this.focus({ preventScroll: true });
      this.#show(answered);
    } catch (error) {
      problem.textContent = error.message;
      form.querySelector("input, textarea").focus();
    } finally {
      send.disabled = false;
    }
  }

  #head(handoff) {
    const [word, tone, symbol] = LOOKS[handoff.state] ?? [handoff.state, "quiet", "dot"];
    const facts = Object.entries(handoff.input)
      .filter(([, value]) => typeof value !== "object")
      .map(([name, value]) => el("div", {}, el("dt", {}, label(name)), el("dd", {}, String(value))));
    return el("div.card-head", {},
      el("div.card-title", {},
        el("h3", {}, label(handoff.contract)),
        el(`span.state.tone-${tone}`, {}, icon(symbol), word)),
      this.#descriptions[handoff.contract] ? el("p.quiet.small", {}, this.#descriptions[handoff.contract]) : null,
      el("dl.card-facts", {}, ...facts));
  }

  #needs(needs) {
    if (needs?.approval) {
      const { id, by, expires } = needs.approval;
      const link = this.#oversees ? el("a", { href: `/approvals#approval-${id}` }, "Go to the approval") : null;
      return [el("p.card-needs", {}, icon("person"),
        el("span", {}, `Waits for a ${by}, until `, time(expires), " (", time(expires, "relative"), "). ", link))];
    }
    if (needs?.resolution) {
      return [el("p.card-needs", {}, icon("question"),
        el("span", {}, "A colleague is finding out whether something was done."))];
    }
    return [];
  }

  #foot(handoff) {
    const link = this.#oversees ? el("a", { href: `/runs/${encodeURIComponent(handoff.run)}` }, "Follow the run") : null;
    return el("p.card-foot.quiet.small", {}, "Handed off ", time(handoff.submittedAt), link ? " · " : null, link,
      el("span.card-lost", {}));
  }
}

/** The answer as its schema wants it; what was left empty is left out. */
function entered(form) {
  const entries = [...form.querySelectorAll("[data-entry]")].map((entry) => [entry.dataset.entry, value(entry)]);
  if (form.dataset.whole === "true") return entries[0][1];
  return Object.fromEntries(entries.filter(([, it]) => it !== undefined));
}

function value(entry) {
  const field = entry.querySelector("input:checked") ?? entry.querySelector("input:not([type=radio]), textarea");
  const text = field?.value.trim() ?? "";
  if (!text) return undefined;
  if (entry.dataset.kind === "number") return Number(text);
  if (entry.dataset.kind === "text") return text;
  try {
    return JSON.parse(text);
  } catch {
    throw new Error("That is not JSON.");
  }
}

/** Resolves at once, or when somebody looks at the page again. */
function visible() {
  if (document.visibilityState === "visible") return Promise.resolve();
  return new Promise((resolve) => document.addEventListener("visibilitychange", resolve, { once: true }));
}

function progress(handoff) {
  const decided = handoff.receipt?.approvals.length > 0;
  const steps = [["submitted", "Received"], ["working", "Checks"]];
  if (decided || handoff.state === "approval-required") steps.push(["approval-required", "A person decides"]);
  if (handoff.state === "input-required") steps.push(["input-required", "Your answer"]);
  const ended = ENDED.includes(handoff.state);
  steps.push([ended ? handoff.state : "completed", ended ? label(handoff.state) : "Done"]);
  const current = ended ? steps.length - 1 : steps.findIndex(([state]) => state === handoff.state);
  const items = steps.map(([state, word], i) => {
    const now = i === current;
    const [, tone] = LOOKS[state];
    const kind = i < current ? "passed" : now ? `now.tone-${tone}` : "ahead";
    return el(`li.${kind}`, { "aria-current": now ? "step" : null }, el("span", {}, word));
  });
  return el("ol.progress-steps", { "aria-label": "Progress" }, ...items);
}

function receipt(receipt) {
  if (!receipt) return [];
  const rows = [];
  const row = (name, ...value) => rows.push(el("div", {}, el("dt", {}, name), el("dd", {}, ...value)));
  if (receipt.outcome) row("Outcome", label(receipt.outcome));
  amounts(receipt.output).forEach(([name, value]) => row(name, value));
  if (receipt.reason && receipt.state !== "completed") row("Reason", receipt.reason);
  receipt.confirmations.forEach((it) =>
    row(`Confirmed by ${it.system}`, el("code", {}, it.id), " ", el("span.quiet", {}, time(it.at))));
  receipt.approvals.forEach((it) =>
    row("Decided by", `${who(it.by)}, ${DECISIONS[it.decision] ?? it.decision} `, it.comment ? el("q", {}, it.comment) : null));
  receipt.leftStanding.forEach((it) => row("Left standing", `${it.tool} `, el("code", {}, it.id)));
  row("Ended", time(receipt.endedAt));
  return [el("div.card-receipt", {}, el("h4", {}, "Receipt"), el("dl.facts", {}, ...rows))];
}

/** What the contract promises, without the outcome; ids as code, amounts with their currency. */
function amounts(output) {
  return Object.entries(output)
    .filter(([name, value]) => name !== "outcome" && value !== null && typeof value !== "object")
    .map(([name, value]) => {
      const minor = /^(.*?)_?[mM]inor$/.exec(name);
      if (minor && output.currency) return [label(minor[1] || "amount"), money(value, output.currency)];
      return [label(name), /id$/i.test(name) ? el("code", {}, String(value)) : String(value)];
    });
}

customElements.define("baton-handoff", HandoffCard);
