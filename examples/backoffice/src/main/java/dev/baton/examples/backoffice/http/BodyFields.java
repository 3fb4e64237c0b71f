package dev.baton.examples.backoffice.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads a JSON object strictly. Wrong, missing and extra fields are collected, so that a caller can mend them all at
 * once; values read before {@link #done()} may be stand-ins and must not be used until it returned.
 */
public final class BodyFields {
    private final Map<String, JsonNode> unread;
    private final List<FieldError> errors = new ArrayList<>();

    private BodyFields(Map<String, JsonNode> fields) {
        this.unread = fields;
    }

    static BodyFields parse(byte[] content) {
        JsonNode node = readObject(content);
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        node.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return new BodyFields(fields);
    }

    /** A text of 1 to {@code longest} characters. */
    public String text(String name, int longest) {
        return optionalText(name, longest).orElseGet(() -> {
            missing(name);
            return "";
        });
    }

    /** A text of 1 to {@code longest} characters that may be left out. */
    public Optional<String> optionalText(String name, int longest) {
        return take(name).flatMap(node -> {
            if (node.isString()
                    && !node.stringValue().isBlank()
                    && node.stringValue().length() <= longest) {
                return Optional.of(node.stringValue());
            }
            errors.add(new FieldError(name, "must be a text of 1 to " + longest + " characters"));
            return Optional.empty();
        });
    }

    /** A whole number within bounds. */
    public long number(String name, long least, long most) {
        return optionalNumber(name, least, most).orElseGet(() -> {
            missing(name);
            return 0L;
        });
    }

    /** A whole number within bounds that may be left out. */
    public Optional<Long> optionalNumber(String name, long least, long most) {
        return take(name).flatMap(node -> {
            if (isWhole(node) && node.longValue() >= least && node.longValue() <= most) {
                return Optional.of(node.longValue());
            }
            boolean bounded = least != Long.MIN_VALUE;
            errors.add(
                    new FieldError(name, "must be a whole number" + (bounded ? " from " + least + " to " + most : "")));
            return Optional.empty();
        });
    }

    /** A word out of a fixed set. */
    public <T> Optional<T> word(String name, Map<String, T> words) {
        Optional<JsonNode> node = take(name);
        Optional<T> word =
                node.filter(JsonNode::isString).flatMap(text -> Optional.ofNullable(words.get(text.stringValue())));
        if (word.isEmpty()) {
            errors.add(new FieldError(name, "must be one of " + String.join(", ", words.keySet())));
        }
        return word;
    }

    /** True, and the field taken, when it is exactly this text. */
    public boolean takeIfText(String name, String text) {
        JsonNode node = unread.get(name);
        boolean same = node != null && node.isString() && node.stringValue().equals(text);
        if (same) {
            unread.remove(name);
        }
        return same;
    }

    /** Adds an error that a caller found by itself. */
    public void wrong(String name, String message) {
        errors.add(new FieldError(name, message));
    }

    /**
     * Ends the reading.
     *
     * @throws ProblemException 400 with every wrong, missing or extra field
     */
    public void done() {
        unread.keySet().forEach(name -> errors.add(new FieldError(name, "is not a field of this operation")));
        if (!errors.isEmpty()) {
            String names =
                    String.join(", ", errors.stream().map(FieldError::field).toList());
            throw new ProblemException(
                    Problem.badInput("The body has wrong fields: " + names + "; nothing was done.", errors));
        }
    }

    private void missing(String name) {
        boolean alreadyTold = errors.stream().anyMatch(error -> error.field().equals(name));
        if (!alreadyTold) {
            errors.add(new FieldError(name, "is missing"));
        }
    }

    private Optional<JsonNode> take(String name) {
        return Optional.ofNullable(unread.remove(name));
    }

    private static boolean isWhole(JsonNode node) {
        return node.isNumber() && node.canConvertToExactIntegral() && node.canConvertToLong();
    }

    private static JsonNode readObject(byte[] content) {
        Optional<JsonNode> node = tryRead(content).filter(JsonNode::isObject);
        return node.orElseThrow(() -> new ProblemException(
                Problem.of(400, "bad-json", "The body must be exactly one JSON object; nothing was done.")));
    }

    private static Optional<JsonNode> tryRead(byte[] content) {
        try {
            return Optional.of(Json.read(content));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
