package dev.baton.examples.backoffice.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads a query string strictly: a misspelt filter must not silently return everything. All errors are collected
 * and told at once by {@link #done()}.
 */
public final class QueryFields {
    private final Map<String, String> unread;
    private final List<FieldError> errors;

    private QueryFields(Map<String, String> values, List<FieldError> errors) {
        this.unread = values;
        this.errors = errors;
    }

    static QueryFields parse(String query) {
        Map<String, String> values = new LinkedHashMap<>();
        List<FieldError> errors = new ArrayList<>();
        for (String pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            String name = decode(parts[0]);
            if (values.put(name, parts.length == 2 ? decode(parts[1]) : "") != null) {
                errors.add(new FieldError(name, "is given more than once"));
            }
        }
        return new QueryFields(values, errors);
    }

    /** A text that may be left out; an empty one counts as wrong. */
    public Optional<String> text(String name) {
        Optional<String> value = Optional.ofNullable(unread.remove(name));
        if (value.filter(String::isBlank).isPresent()) {
            errors.add(new FieldError(name, "is empty: give a value or leave it out"));
        }
        return value;
    }

    /** A word out of a fixed set that may be left out. */
    public <T> Optional<T> word(String name, Map<String, T> words) {
        Optional<String> value = text(name);
        if (value.isPresent() && !words.containsKey(value.get())) {
            errors.add(new FieldError(name, "must be one of " + String.join(", ", words.keySet())));
        }
        return value.flatMap(word -> Optional.ofNullable(words.get(word)));
    }

    /** A whole number within bounds, or the given one when left out. */
    public int number(String name, int otherwise, int least, int most) {
        return text(name).flatMap(within(least, most, name)).orElse(otherwise);
    }

    /**
     * Ends the reading.
     *
     * @throws ProblemException 400 with every wrong or unknown parameter
     */
    public void done() {
        unread.keySet().forEach(name -> errors.add(new FieldError(name, "is not a parameter of this operation")));
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.badInput("The query has wrong parameters: " + names() + ".", errors));
        }
    }

    private String names() {
        return String.join(", ", errors.stream().map(FieldError::field).toList());
    }

    private Function<String, Optional<Integer>> within(int least, int most, String name) {
        return value -> {
            if (value.matches("[0-9]{1,9}")) {
                int number = Integer.parseInt(value);
                if (number >= least && number <= most) {
                    return Optional.of(number);
                }
            }
            errors.add(new FieldError(name, "must be a whole number from " + least + " to " + most));
            return Optional.empty();
        };
    }

    static String decode(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    Problem.of(400, "bad-encoding", "The address has a broken percent-encoding; nothing was done."));
        }
    }
}
