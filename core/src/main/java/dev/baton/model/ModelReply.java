package dev.baton.model;

import dev.baton.json.Json;
import java.util.List;
import java.util.Optional;

/**
 * What a model answered.
 *
 * @param text empty when it only asks for calls
 * @param output the text as JSON, where a form was asked for and the model did not refuse or stop early; not yet
 *     checked against the schema
 * @param model the name that the workspace gave to the one that answered
 * @param cost what it cost, where its price is known
 */
public record ModelReply(
        String text,
        Optional<Json> output,
        List<ToolRequest> calls,
        Stop stop,
        Usage usage,
        String model,
        Optional<ModelCost> cost) {

    public ModelReply {
        calls = List.copyOf(calls);
    }

    /** Why the model stopped. */
    public enum Stop {
        /** It was done. */
        END,
        /** It waits for the calls it asks for. */
        CALLS,
        /** The reply became too long and is cut off. */
        LENGTH,
        /** It, or its provider, declined to answer. */
        REFUSAL
    }

    /**
     * How many tokens.
     *
     * @param input all that were read, {@code cached} ones included
     * @param cached those that the provider had read before
     */
    public record Usage(long input, long cached, long output) {
        public static final Usage NONE = new Usage(0, 0, 0);

        public Usage {
            if (input < 0 || cached < 0 || output < 0) {
                throw new IllegalArgumentException(
                        "tokens are counted from 0: " + input + ", " + cached + ", " + output);
            }
        }

        public Usage plus(Usage other) {
            return new Usage(input + other.input, cached + other.cached, output + other.output);
        }
    }
}
