package dev.baton.policy;

import dev.baton.expression.OriginWords;
import dev.baton.json.Json;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where the arguments of a call come from, as rules ask with {@code origin(args.to)}: every source that had a part in a
 * value, so that none hides behind another.
 *
 * @param arguments by the path of a value, as {@code to} or {@code lines[0].sku}, its sources as {@link OriginWords}
 *     spells them; what is said of a value holds for all that is in it
 */
public record Origins(Json.Obj arguments) {
    /** Of a call of which nobody knows where its arguments come from. */
    public static final Origins UNKNOWN = of(Map.of("", Set.of(OriginWords.UNKNOWN)));

    public static Origins of(Map<String, ? extends Collection<String>> sources) {
        var arguments = new LinkedHashMap<String, Json>();
        sources.forEach((path, words) -> arguments.put(path, Json.texts(new TreeSet<>(words))));
        return new Origins(new Json.Obj(arguments));
    }

    /** As a test of a policy gives them: one word, or a list of them, for each path. */
    static Origins parse(Json.Obj given) {
        var arguments = new LinkedHashMap<String, Json>();
        given.members()
                .forEach((path, words) -> arguments.put(path, words instanceof Json.Arr ? words : Json.array(words)));
        return new Origins(new Json.Obj(arguments));
    }

    /** Every source that had a part in the value at a path, in what is in it, or in what it is in. */
    public Set<String> at(String path) {
        var found = new TreeSet<String>();
        arguments.members().forEach((known, words) -> {
            if (OriginWords.isIn(path, known) || OriginWords.isIn(known, path)) {
                words.asArray().forEach(word -> word.asText().ifPresent(found::add));
            }
        });
        return found;
    }
}
