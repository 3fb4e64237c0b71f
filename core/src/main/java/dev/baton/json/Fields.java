package dev.baton.json;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads an object that a person or a model wrote, member by member, and collects every problem instead of stopping at
 * the first: missing members, wrong types and, at {@link #end}, members that nobody asked for, each with the name that
 * was probably meant. After a problem the readers return a stand-in, so check {@link #problems} before using anything.
 */
public final class Fields {
    private final Json.Obj object;
    private final String path;
    private final List<Problem> problems;
    private final Set<String> asked = new LinkedHashSet<>();

    private Fields(Json json, String path, List<Problem> problems) {
        this.path = path;
        this.problems = problems;
        if (json instanceof Json.Obj members) {
            this.object = members;
        } else {
            this.object = Json.Obj.EMPTY;
            problems.add(new Problem(path, "expected an object but found " + json.kind()));
        }
    }

    public static Fields of(Json json) {
        return new Fields(json, "", new ArrayList<>());
    }

    /** The problems so far, of the whole document. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    public boolean sound() {
        return problems.isEmpty();
    }

    public String path() {
        return path;
    }

    public boolean has(String name) {
        return object.members().containsKey(name);
    }

    public Set<String> names() {
        return object.members().keySet();
    }

    public void problem(String name, String message) {
        problems.add(new Problem(at(name), message));
    }

    /** Adds a problem that another reader found in the same document. */
    public void problem(Problem problem) {
        problems.add(problem);
    }

    public Optional<Json> json(String name) {
        asked.add(name);
        return object.member(name);
    }

    public Json required(String name) {
        return json(name).orElseGet(() -> {
            problem("", "'" + name + "' is missing");
            return Json.Null.INSTANCE;
        });
    }

    public String text(String name) {
        return has(name) ? optionalText(name).orElse("") : missing(name, "");
    }

    public Optional<String> optionalText(String name) {
        return typed(name, Json.Text.class, "text").map(Json.Text::value);
    }

    public boolean flag(String name, boolean otherwise) {
        return typed(name, Json.Bool.class, "true or false")
                .map(Json.Bool::value)
                .orElse(otherwise);
    }

    public Optional<Long> whole(String name) {
        return typed(name, Json.Whole.class, "a whole number").map(Json.Whole::value);
    }

    /** An ISO 8601 duration such as PT4H or P1D. */
    public Optional<Duration> duration(String name) {
        return optionalText(name).flatMap(text -> {
            try {
                var duration = Duration.parse(text);
                if (!duration.isNegative()) {
                    return Optional.of(duration);
                }
            } catch (DateTimeParseException e) {
                // told below, together with the negative ones
            }
            problem(name, "'" + text + "' is not a duration; write one like PT30S, PT4H or P1D");
            return Optional.empty();
        });
    }

    /** One constant of an enum, written in lower case with dashes. */
    public <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
        var constants = new LinkedHashMap<String, E>();
        for (var constant : type.getEnumConstants()) {
            constants.put(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'), constant);
        }
        return word(name, List.copyOf(constants.keySet())).flatMap(word -> Optional.ofNullable(constants.get(word)));
    }

    /** One of the words that are supported. */
    public Optional<String> word(String name, List<String> words) {
        return optionalText(name).flatMap(text -> {
            if (words.contains(text)) {
                return Optional.of(text);
            }
            var supported = words.size() == 1
                    ? "'" + text + "' is not supported; so far there is only '" + words.getFirst() + "'"
                    : "'" + text + "' is not one of " + String.join(", ", words) + suggestion(text, words);
            problem(name, supported);
            return Optional.empty();
        });
    }

    public Json.Obj object(String name) {
        return typed(name, Json.Obj.class, "an object").orElse(Json.Obj.EMPTY);
    }

    /** The texts of a list; a single text counts as a list of one. */
    public List<String> texts(String name) {
        if (json(name).orElse(Json.Null.INSTANCE) instanceof Json.Text text) {
            return List.of(text.value());
        }
        return list(name, (item, itemPath) -> {
            if (item instanceof Json.Text text) {
                return text.value();
            }
            problems.add(new Problem(itemPath, "expected text but found " + item.kind()));
            return "";
        });
    }

    /** The texts of a list, each read by a function that throws {@link IllegalArgumentException} on a bad one. */
    public <T> List<T> parsedTexts(String name, Function<String, T> parser) {
        var texts = texts(name);
        var read = new ArrayList<T>();
        for (var i = 0; i < texts.size(); i++) {
            try {
                read.add(parser.apply(texts.get(i)));
            } catch (IllegalArgumentException e) {
                problems.add(new Problem(at(name) + "/" + i, String.valueOf(e.getMessage())));
            }
        }
        return List.copyOf(read);
    }

    public Optional<Fields> child(String name) {
        return typed(name, Json.Obj.class, "an object").map(child -> new Fields(child, at(name), problems));
    }

    public Fields requiredChild(String name) {
        return child(name)
                .orElseGet(() ->
                        new Fields(has(name) ? Json.Obj.EMPTY : missing(name, Json.Obj.EMPTY), at(name), problems));
    }

    /** The objects of a list. */
    public List<Fields> children(String name) {
        return list(name, (item, itemPath) -> new Fields(item, itemPath, problems));
    }

    /** The members of an object of objects, in their order. */
    public Map<String, Fields> childrenByName(String name) {
        var children = new LinkedHashMap<String, Fields>();
        object(name)
                .members()
                .forEach((key, value) -> children.put(key, new Fields(value, at(name) + "/" + escaped(key), problems)));
        return children;
    }

    /** The texts of an object of texts, in their order. */
    public Map<String, String> textsByName(String name) {
        var texts = new LinkedHashMap<String, String>();
        object(name).members().forEach((key, value) -> {
            if (value instanceof Json.Text text) {
                texts.put(key, text.value());
            } else {
                problems.add(new Problem(at(name) + "/" + escaped(key), "expected text but found " + value.kind()));
            }
        });
        return texts;
    }

    /** Reads a text by a function that throws {@link IllegalArgumentException} on a bad one. */
    public <T> Optional<T> parsed(String name, Function<String, T> parser) {
        return optionalText(name).flatMap(text -> {
            try {
                return Optional.of(parser.apply(text));
            } catch (IllegalArgumentException e) {
                problem(name, String.valueOf(e.getMessage()));
                return Optional.empty();
            }
        });
    }

    /** Tells every member that nobody asked for. Call it last. */
    public void end() {
        for (var name : object.members().keySet()) {
            if (!asked.contains(name)) {
                problem(name, "unknown key '" + name + "'" + suggestion(name, asked));
            }
        }
    }

    /**
     * Ends reading as {@link #end} does and, when the whole document is without a problem so far, builds what it says;
     * the {@link IllegalArgumentException} of a constructor becomes a problem too.
     */
    public <T> Optional<T> endWith(Supplier<T> build) {
        end();
        if (!sound()) {
            return Optional.empty();
        }
        try {
            return Optional.of(build.get());
        } catch (IllegalArgumentException e) {
            problem("", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** "; did you mean 'x'?" for the nearest candidate, or nothing when none is near. */
    public static String suggestion(String word, Iterable<String> candidates) {
        return Spelling.hint(word, candidates);
    }

    private <T> List<T> list(String name, BiFunction<Json, String, T> reader) {
        var items = typed(name, Json.Arr.class, "a list").map(Json.Arr::items).orElse(List.of());
        var read = new ArrayList<T>();
        for (var i = 0; i < items.size(); i++) {
            read.add(reader.apply(items.get(i), at(name) + "/" + i));
        }
        return List.copyOf(read);
    }

    private <T extends Json> Optional<T> typed(String name, Class<T> type, String words) {
        var value = json(name);
        if (value.isPresent() && !type.isInstance(value.get())) {
            problem(
                    name,
                    "'" + name + "' should be " + words + " but is "
                            + value.get().kind());
            return Optional.empty();
        }
        return value.map(type::cast);
    }

    private <T> T missing(String name, T standIn) {
        asked.add(name);
        problem("", "'" + name + "' is missing");
        return standIn;
    }

    private String at(String name) {
        return name.isEmpty() ? path : path + "/" + escaped(name);
    }

    /** A member name as a step of a JSON pointer (RFC 6901). */
    public static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
