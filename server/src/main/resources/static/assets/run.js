// The journal of a run: what happens is added as it happens, and the rest of the page is asked for again.
import { el } from "./dom.js";
import { actor, localise, time } from "./format.js";

class Journal extends HTMLElement {
  #events;
  #seen;
  #later;

  connectedCallback() {
    this.#seen = Number(this.dataset.after);
    if (this.dataset.ended !== "true") this.#follow();
  }

  disconnectedCallback() {
    this.#events?.close();
  }

  /** The browser connects again by itself and says what it saw last. */
  #follow() {
    const path = `/api/runs/${encodeURIComponent(this.dataset.run)}/events?after=${this.#seen}`;
    this.#events = new EventSource(path);
    this.#events.onopen = () => this.#live("live");
    this.#events.onerror = () => this.#live("connecting again…");
    this.#events.onmessage = (event) => this.#add(JSON.parse(event.data));
    this.#events.addEventListener("end", () => {
      this.#events.close();
      this.#live("");
      this.#changed();
    });
  }

  #live(words) {
    const note = document.querySelector("[data-live]");
    note.textContent = words;
    note.classList.toggle("is-live", words === "live");
  }

  #add(entry) {
    if (entry.revision <= this.#seen) return;
    this.#seen = entry.revision;
    const detail = el("p.quiet.small", {}, actor(entry.by));
    if (entry.rule) detail.append(", by ", el("code", {}, entry.rule));
    const item = el("li.fresh", {},
      el("span.journal-at", {}, time(entry.at, "clock")),
      el("div", {}, el("p", { "data-words": true }, entry.words), detail),
      el("code.journal-type", {}, entry.type));
    localise(item);
    this.querySelector("ol").append(item);
    this.#changed();
  }

  /** Events often come several at once; the page is asked for once. */
  #changed() {
    clearTimeout(this.#later);
    this.#later = setTimeout(() => document.body.dispatchEvent(new Event("run-changed")), 120);
  }
}

customElements.define("baton-journal", Journal);
