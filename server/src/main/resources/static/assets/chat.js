// The conversation: says what the person types, shows what comes back, and hands off only by the person's own button.
import { Api } from "./api.js";
import "./card.js";
import { button, el, icon } from "./dom.js";
import { label, localise } from "./format.js";

const TALLEST = 160;

class Chat extends HTMLElement {
  #api;
  #log;
  #form;
  #text;
  #busy = false;
  #conversation;
  #proposal;
  #stick = true;
  #aided = false;
  #seen = new Set();

  connectedCallback() {
    const { as, conversation } = this.dataset;
    this.#api = new Api(as);
    this.#conversation = conversation;
    this.#log = this.querySelector("[data-log]");
    this.#form = this.querySelector("[data-form]");
    this.#text = this.#form.querySelector("textarea");
    this.#listen();
    // not on a phone: its keyboard would cover the conversation, and the page would be scrolled to the field
    if (matchMedia("(pointer: fine)").matches) this.#text.focus({ preventScroll: true });
    if (conversation) this.#resume();
    else this.#begin();
  }

  #listen() {
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    this.#text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.#send();
      }
    });
    this.#text.addEventListener("input", () => this.#grow());
    this.querySelectorAll(".starter").forEach((starter) => {
      starter.addEventListener("click", () => this.#say(starter.textContent));
    });
    this.#log.addEventListener("scroll", () => {
      this.#stick = this.#log.scrollHeight - this.#log.scrollTop - this.#log.clientHeight < 60;
    });
    this.#log.addEventListener("card-changed", () => this.#scroll());
    this.#log.addEventListener("card-asks", () => this.#catchUp());
  }

  /** A link may bring a sentence along; only the person sends it. */
  #begin() {
    this.#starters(true);
    this.#text.value = new URL(location.href).searchParams.get("say") ?? "";
    this.#grow();
  }

  async #resume() {
    this.#log.setAttribute("aria-busy", "true");
    try {
      this.#show(await this.#api.get(`/api/conversations/${this.#conversation}`));
    } catch (error) {
      this.#lost(error);
    }
    this.#log.removeAttribute("aria-busy");
  }

  /** What was said without being asked: that an agent has a question. */
  async #catchUp() {
    if (this.#busy || !this.#conversation) return;
    const transcript = await this.#api.get(`/api/conversations/${this.#conversation}`).catch(() => undefined);
    if (!transcript || this.#busy) return;
    for (const message of transcript.messages.filter(({ role, id }) => role === "assistant" && !this.#seen.has(id))) {
      this.#seen.add(message.id);
      this.#message(message.role, message.text, message.sources);
      transcript.cards.filter((card) => card.afterMessage === message.id).forEach((card) => this.#card(card.handoff));
    }
    this.#scroll();
  }

  #lost(error) {
    const words = error.status === 404
      ? `${this.dataset.as} has no conversation ${this.#conversation}.`
      : error.message;
    const retry = button("button.btn.btn-sm", "Try again", () => location.reload());
    const fresh = el("a.btn.btn-sm", { href: `/chat?as=${encodeURIComponent(this.dataset.as)}` }, "Begin a new one");
    this.#log.replaceChildren(el("div.notice.tone-bad", { role: "alert" }, icon("cross"),
      el("p", {}, `${words} `, error.status === 404 ? fresh : retry)));
  }

  /** Draws a transcript. A card stands after the message that it came with. */
  #show(transcript) {
    this.#offline(transcript.offline);
    this.#log.replaceChildren();
    for (const message of transcript.messages) {
      const shown = this.#message(message.role, message.text, message.sources);
      this.#seen.add(message.id);
      if (message.role === "assistant" && message.offline) this.#unaided(shown);
      else if (message.role === "assistant") this.#aided = true;
      transcript.cards.filter((card) => card.afterMessage === message.id).forEach((card) => this.#card(card.handoff));
    }
    const last = [...this.#log.querySelectorAll(".message.assistant")].at(-1);
    if (transcript.proposal) this.#propose(transcript.proposal, last);
    this.#starters(transcript.messages.length === 0);
    this.#stick = true;
    this.#scroll();
  }

  #offline(offline) {
    this.querySelector("[data-offline]").hidden = !offline;
    if (!offline) this.#aided = true;
  }

  /** Where a model answers otherwise, it is said of a message that it did without. */
  #unaided(message) {
    if (this.#aided) message.append(el("p.quiet.small.unaided", {}, "Answered without a model."));
  }

  #starters(shown) {
    const starters = this.querySelector("[data-starters]");
    starters.hidden = !shown || !starters.querySelector(".starter");
  }

  #send() {
    const text = this.#text.value.trim();
    if (!text || this.#busy) return;
    this.#text.value = "";
    this.#grow();
    this.#say(text);
  }

  /** Shows what was said at once; the server hears of it meanwhile. */
  #say(text) {
    if (this.#busy) return;
    this.#starters(false);
    this.#stick = true;
    const mine = this.#message("customer", text);
    this.#text.focus({ preventScroll: true });
    this.#turn(mine, text, crypto.randomUUID());
  }

  async #turn(mine, text, clientId) {
    const writing = this.#begun();
    let reply;
    try {
      await this.#open();
      const path = `/api/conversations/${this.#conversation}/messages`;
      let end;
      for await (const { event, data } of this.#api.stream(path, { text, clientId })) {
        if (event === "delta") {
          writing.remove();
          reply ??= this.#message("assistant", "");
          // read out once it is whole, not piece by piece
          this.#log.setAttribute("aria-busy", "true");
          reply.querySelector(".said").append(data.text);
        }
        if (event === "again") reply?.querySelector(".said").replaceChildren();
        if (event === "end") end = data;
        this.#scroll();
      }
      if (!end) throw new Error("The answer broke off.");
      writing.remove();
      this.#ended(end, reply);
    } catch (error) {
      reply?.remove();
      this.#failed(mine, error, () => this.#turn(mine, text, clientId));
    } finally {
      writing.remove();
      this.#log.removeAttribute("aria-busy");
      this.#busy = false;
      this.#scroll();
      if (this.#log.querySelector(".answer")) this.#catchUp();
    }
  }

  #begun() {
    this.#busy = true;
    this.querySelectorAll(".turn-failed").forEach((note) => note.remove());
    const writing = el("div.message.assistant.writing", {},
      el("p.bubble", {}, el("span.dots", { "aria-hidden": "true" }, el("i"), el("i"), el("i")),
        el("span.writing-words", {}, `${this.dataset.name} is writing…`)));
    this.#log.append(writing);
    this.#scroll();
    return writing;
  }

  /** A conversation begins with its first message, and from then on is at its own address. */
  async #open() {
    if (this.#conversation) return;
    const { id } = await this.#api.post("/api/conversations", { assistant: this.dataset.assistant, as: this.dataset.as });
    this.#conversation = id;
    const query = new URLSearchParams({ as: this.dataset.as, assistant: this.dataset.assistant });
    history.replaceState(null, "", `/chat/${encodeURIComponent(id)}?${query}`);
  }

  #ended(turn, reply) {
    const message = reply ?? this.#message("assistant", "");
    this.#seen.add(turn.message);
    const said = message.querySelector(".said");
    if (said.textContent !== turn.reply) said.textContent = turn.reply;
    this.#sources(message, turn.sources);
    this.#unpropose();
    turn.handoffs.forEach((handoff) => this.#card(handoff));
    if (turn.proposal) this.#propose(turn.proposal, message);
    this.#offline(turn.offline);
    if (turn.offline) this.#unaided(message);
  }

  #failed(after, error, again) {
    const retry = button("button.btn.btn-sm", "Try again", () => {
      note.remove();
      this.#text.focus();
      again();
    });
    const note = el("div.notice.tone-bad.turn-failed", { role: "alert" }, icon("cross"),
      el("p", {}, `This did not work: ${error.message} `, retry));
    after.after(note);
  }

  #message(role, text, sources = []) {
    const mine = role === "customer";
    const message = el(`div.message.${mine ? "customer" : "assistant"}`, {},
      el("div.bubble", {}, el("span.visually-hidden", {}, mine ? "You: " : `${this.dataset.name}: `),
        el("span.said", {}, text)));
    this.#sources(message, sources);
    this.#log.append(message);
    this.#scroll();
    return message;
  }

  #sources(message, sources = []) {
    message.querySelector(".sources")?.remove();
    if (!sources.length) return;
    const items = sources.map((source) => el("li", {},
      el("details", {}, el("summary", {}, source.title), el("p", {}, source.excerpt),
        el("p.quiet.small", {}, source.location))));
    message.append(el("div.sources", {}, el("p.quiet.small", {}, "From"), el("ol", {}, ...items)));
  }

  #card(handoff) {
    const known = document.getElementById(`handoff-${handoff.id}`);
    if (known) {
      // moving it would take the focus away from whoever fills in its form
      if (!known.contains(document.activeElement)) this.#log.append(known);
      return known;
    }
    const card = document.createElement("baton-handoff");
    this.#log.append(card);
    const descriptions = JSON.parse(this.dataset.contracts || "{}");
    return card.begin(this.#api, handoff, { descriptions, oversees: this.dataset.oversees === "true" });
  }

  #unpropose() {
    this.#proposal?.remove();
    this.#proposal = undefined;
  }

  /** The summary stands in the proposal, not in the message as well. */
  #propose(proposal, message) {
    this.#unpropose();
    const said = message?.querySelector(".said");
    if (said?.textContent.includes(proposal.summary)) {
      said.textContent = said.textContent.replace(proposal.summary, "").replace(/\n{2,}/g, "\n").trim();
    }
    const yes = button("button.btn.btn-primary", "Yes, go ahead", () => this.#confirm(proposal));
    const change = button("button.btn", "Change something", () => {
      this.#text.placeholder = "Say what should be different";
      this.#text.focus();
    });
    const labels = new Set(Object.keys(proposal.input).map(label));
    const lines = proposal.summary.split("\n").filter((line) => line.trim()).map((line) => summaryLine(line, labels));
    this.#proposal = el("section.proposal", { "aria-label": `Proposed: ${label(proposal.contract)}` },
      el("h3", {}, label(proposal.contract)),
      ...lines.filter((line) => line.text).map((line) => el("p.proposal-found", {}, line.text)),
      el("dl.facts", {}, ...lines.filter((line) => line.row).map((line) => line.row)),
      el("p.quiet.small", {}, "Nothing happens before you say yes."),
      el("div.actions", {}, yes, change));
    this.#log.append(this.#proposal);
    this.#scroll();
  }

  async #confirm(proposal) {
    if (this.#busy) return;
    const buttons = [...this.#proposal.querySelectorAll("button")];
    buttons.forEach((it) => (it.disabled = true));
    const writing = this.#begun();
    try {
      const path = `/api/conversations/${this.#conversation}/proposals/${encodeURIComponent(proposal.draft)}/confirm`;
      const turn = await this.#api.post(path, { digest: proposal.digest });
      writing.remove();
      this.#ended(turn);
      const started = turn.handoffs.at(-1);
      (started ? document.getElementById(`handoff-${started.id}`) : this.#text).focus();
    } catch (error) {
      buttons.forEach((it) => (it.disabled = false));
      this.#failed(this.#proposal, error, () => (error.status === 409 ? this.#resume() : this.#confirm(proposal)));
    } finally {
      writing.remove();
      this.#busy = false;
      this.#scroll();
    }
  }

  #grow() {
    this.#text.rows = Math.min(6, Math.max(1, this.#text.value.split("\n").length));
    if (this.#text.scrollHeight > TALLEST) this.#text.rows = 6;
  }

  /** Follows the conversation, unless somebody scrolled up to read. */
  #scroll() {
    localise(this.#log);
    if (this.#stick) this.#log.scrollTop = this.#log.scrollHeight;
  }
}

/** A line of the summary is a field by its label, "Order id: ORD-100234", or what was found, in words. */
function summaryLine(line, labels) {
  const [, name, value] = /^([^:]+): (.*)$/.exec(line) ?? [];
  return labels.has(name) ? { row: el("div", {}, el("dt", {}, name), el("dd", {}, value)) } : { text: line };
}

customElements.define("baton-chat", Chat);
