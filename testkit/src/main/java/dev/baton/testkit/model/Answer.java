package dev.baton.testkit.model;

import dev.baton.json.Json;
import dev.baton.model.ModelReply.Usage;
import dev.baton.model.ToolRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a provider answers when a test says so. */
public sealed interface Answer {
    /** Tokens of answers that do not say other ones. */
    Usage USAGE = new Usage(120, 0, 12);

    /** A text in pieces. */
    record Text(List<String> pieces, Usage usage) implements Answer {
        public Text {
            pieces = List.copyOf(pieces);
        }
    }

    /** Calls, after some text. */
    record Calls(String text, List<ToolRequest> calls) implements Answer {
        public Calls {
            calls = List.copyOf(calls);
        }
    }

    /** What was asked for as a form. */
    record Form(Json output) implements Answer {}

    /** The model, or its provider, declines. */
    record Refusal(String text) implements Answer {}

    /** A text that became too long. */
    record TooLong(List<String> pieces) implements Answer {
        public TooLong {
            pieces = List.copyOf(pieces);
        }
    }

    /** An HTTP status that is no success. */
    record Status(int code, Optional<Duration> retryAfter, String message) implements Answer {}

    /** The provider's way to say in the middle of a stream that it is overloaded. */
    record Overloaded(List<String> pieces) implements Answer {
        public Overloaded {
            pieces = List.copyOf(pieces);
        }
    }

    /** The connection ends in the middle. */
    record Cut(List<String> pieces) implements Answer {
        public Cut {
            pieces = List.copyOf(pieces);
        }
    }

    /** The provider ends its answer in order, but before it is done. */
    record Unfinished(List<String> pieces) implements Answer {
        public Unfinished {
            pieces = List.copyOf(pieces);
        }
    }

    /** Headers and pieces, if any, and then nothing more. */
    record Stalled(List<String> pieces) implements Answer {
        public Stalled {
            pieces = List.copyOf(pieces);
        }
    }

    /** Not a byte. */
    record Silent() implements Answer {}

    /** Events that are no JSON. */
    record Garbled() implements Answer {}

    static Answer text(String... pieces) {
        return new Text(List.of(pieces), USAGE);
    }

    static Answer calls(ToolRequest... calls) {
        return new Calls("", List.of(calls));
    }

    static Answer status(int code) {
        return new Status(code, Optional.empty(), "the script says " + code);
    }
}
