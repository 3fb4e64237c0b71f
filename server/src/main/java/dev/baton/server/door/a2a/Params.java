package dev.baton.server.door.a2a;

import dev.baton.json.Json;
import dev.baton.json.Problem;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads a request as the JSON form of protocol buffers wants it: a field may be spelled {@code contextId} or {@code
 * context_id}, null counts as absent, numbers and flags may be text (as they are in a query), and what is not known is
 * ignored. Problems are collected, and {@link #check} tells them all.
 */
final class Params {
    private static final int LONGEST_TEXT = 4096;

    private final Json.Obj object;
    private final String path;
    private final List<Problem> problems;

    private Params(Json.Obj object, String path, List<Problem> problems) {
        this.object = object;
        this.path = path;
        this.problems = problems;
    }

    static Params of(Json.Obj object) {
        return new Params(object, "", new ArrayList<>());
    }

    /** @throws A2aException with everything that did not fit so far */
    void check() {
        if (!problems.isEmpty()) {
            throw A2aException.invalid("The request", problems);
        }
    }

    void problem(String name, String message) {
        problems.add(new Problem(at(name), message));
    }

    Optional<Json> json(String name) {
        return object.member(name)
                .or(() -> object.member(snakeCase(name)))
                .filter(value -> !(value instanceof Json.Null));
    }

    /** Whether a field is there and null, which is a value where any JSON may stand. */
    boolean hasNull(String name) {
        return object.member(name).filter(Json.Null.class::isInstance).isPresent();
    }

    Json.Obj object() {
        return object;
    }

    /** Text of any length that a request may have; may be empty. */
    Optional<String> longText(String name) {
        var text = json(name).flatMap(Json::asText);
        if (text.isEmpty()) {
            problem(name, "should be text");
        }
        return text;
    }

    Optional<String> text(String name) {
        var value = json(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        var text = value.get().asText().filter(it -> it.length() <= LONGEST_TEXT);
        if (text.isEmpty()) {
            problem(name, "should be text of at most " + LONGEST_TEXT + " characters");
        }
        // what is empty is what is not there, in protocol buffers
        return text.filter(it -> !it.isEmpty());
    }

    String requiredText(String name) {
        if (json(name).filter(it -> !it.equals(Json.text(""))).isEmpty()) {
            problem(name, "is missing");
            return "";
        }
        return text(name).orElse("");
    }

    Optional<Integer> whole(String name) {
        return json(name).flatMap(value -> {
            var number = digits(value);
            if (number.isEmpty()) {
                problem(name, "should be a whole number of at most nine digits");
            }
            return number;
        });
    }

    private static Optional<Integer> digits(Json value) {
        var text = value instanceof Json.Whole whole
                ? Long.toString(whole.value())
                : value.asText().orElse("");
        return text.matches("-?[0-9]{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    boolean flag(String name) {
        var value = json(name);
        if (value.isEmpty()) {
            return false;
        }
        if (value.get() instanceof Json.Bool bool) {
            return bool.value();
        }
        var text = value.get().asText().orElse("");
        if (!text.equals("true") && !text.equals("false")) {
            problem(name, "should be true or false");
        }
        return text.equals("true");
    }

    Optional<Instant> time(String name) {
        return parsed(name, "a time as 2026-01-31T10:00:00Z", text -> {
            try {
                return Optional.of(Instant.parse(text));
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        });
    }

    /** A text that a function understands, or leaves empty. */
    <T> Optional<T> parsed(String name, String kind, Function<String, Optional<T>> parser) {
        return text(name).flatMap(text -> {
            var read = parser.apply(text);
            if (read.isEmpty()) {
                problem(name, "should be " + kind);
            }
            return read;
        });
    }

    Optional<Params> child(String name) {
        return json(name).flatMap(value -> {
            if (value instanceof Json.Obj child) {
                return Optional.of(new Params(child, at(name), problems));
            }
            problem(name, "should be an object");
            return Optional.empty();
        });
    }

    /** A child that has to be there; what is read of one that is not there is told as missing too. */
    Params requiredChild(String name) {
        if (json(name).isEmpty()) {
            problem(name, "is missing");
        }
        return child(name).orElseGet(() -> new Params(Json.object(), at(name), new ArrayList<>()));
    }

    List<Params> children(String name) {
        var value = json(name);
        if (value.isEmpty()) {
            return List.of();
        }
        if (!(value.get() instanceof Json.Arr items)) {
            problem(name, "should be a list");
            return List.of();
        }
        var children = new ArrayList<Params>();
        for (var item : items.items()) {
            var place = at(name) + "/" + children.size();
            if (item instanceof Json.Obj child) {
                children.add(new Params(child, place, problems));
            } else {
                problems.add(new Problem(place, "should be an object"));
            }
        }
        return children;
    }

    private String at(String name) {
        return name.isEmpty() ? path : path + "/" + name;
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
