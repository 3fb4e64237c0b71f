// The JSON API as a persona, and the events of a streamed answer.

export class Refusal extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

export class Api {
  constructor(as) {
    this.as = as;
  }

  async get(path, options = {}) {
    return (await this.#fetch(path, options)).json();
  }

  /** A part of a page; nothing when there is none. */
  async part(path) {
    const answer = await this.#fetch(path, {});
    return answer.status === 204 ? "" : answer.text();
  }

  async post(path, body) {
    return (await this.#send(path, body, "application/json")).json();
  }

  /** Yields {event, data} as they arrive. */
  async *stream(path, body) {
    const answer = await this.#send(path, body, "text/event-stream");
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let buffer = "";
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      buffer += value;
      const events = buffer.split("\n\n");
      buffer = events.pop();
      yield* events.map(parse).filter((event) => event.data !== undefined);
    }
  }

  #send(path, body, accept) {
    return this.#fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: accept },
      body: JSON.stringify(body),
    });
  }

  async #fetch(path, options) {
    let answer;
    try {
      answer = await fetch(path, { ...options, headers: { ...options.headers, "Baton-As": this.as } });
    } catch (error) {
      if (error.name === "AbortError") throw error;
      throw new Refusal(0, "The server does not answer.");
    }
    if (answer.ok) return answer;
    const problem = await answer.json().catch(() => ({}));
    throw new Refusal(answer.status, problem.detail ?? `The server answered ${answer.status}.`);
  }
}

function parse(text) {
  const event = { event: "message", data: undefined };
  for (const line of text.split("\n")) {
    const [, field, value] = /^(event|data): ?(.*)$/.exec(line) ?? [];
    if (field === "event") event.event = value;
    if (field === "data") event.data = (event.data ?? "") + value;
  }
  if (event.data !== undefined) event.data = JSON.parse(event.data);
  return event;
}
