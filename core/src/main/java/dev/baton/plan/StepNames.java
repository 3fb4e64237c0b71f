package dev.baton.plan;

import dev.baton.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes names of the names that models give to steps. They like to call a step by its tool, {@code billing.refund}, or by
 * what it does, {@code check the stock}; what they mean is clear, and a plan is not given back for that.
 */
final class StepNames {
    private static final Pattern SOUND = Pattern.compile("[a-z][A-Za-z0-9_]*");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_]+");
    private static final int LONGEST = 40;

    private final Map<String, String> sound = new LinkedHashMap<>();

    private StepNames() {}

    /** The proposal with sound names, also where steps are referred to. */
    static Json.Obj repaired(Json.Obj proposal) {
        var names = new StepNames();
        if (proposal.get("steps").orElse(Json.Null.INSTANCE) instanceof Json.Arr steps) {
            steps.items().forEach(step -> step.textAt("name").ifPresent(names::note));
        }
        return names.sound.isEmpty() ? proposal : names.in(proposal).asObject();
    }

    private void note(String name) {
        if (!SOUND.matcher(name).matches()) {
            var repaired = repaired(name);
            if (SOUND.matcher(repaired).matches()) {
                sound.put(name, repaired);
            }
        }
    }

    private static String repaired(String name) {
        var words = WORD.matcher(name).results().map(word -> word.group()).toList();
        var joined = new StringBuilder();
        words.forEach(word -> joined.append(joined.isEmpty() ? lower(word) : upper(word)));
        return joined.substring(0, Math.min(joined.length(), LONGEST));
    }

    private static String lower(String word) {
        return word.substring(0, 1).toLowerCase(Locale.ROOT) + word.substring(1);
    }

    private static String upper(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private Json in(Json value) {
        return switch (value) {
            case Json.Obj object -> {
                var members = new LinkedHashMap<String, Json>();
                object.members().forEach((name, member) -> members.put(name, member(name, member)));
                yield new Json.Obj(members);
            }
            case Json.Arr array ->
                Json.array(array.items().stream().map(this::in).toList());
            case Json.Text text -> Json.text(referring(text.value()));
            case Json other -> other;
        };
    }

    private Json member(String name, Json value) {
        return switch (value) {
            case Json.Text text when name.equals("name") -> Json.text(sound.getOrDefault(text.value(), text.value()));
            case Json.Arr names
            when List.of("needs", "with").contains(name) ->
                Json.array(names.items().stream()
                        .map(item -> item.asText()
                                .filter(sound::containsKey)
                                .<Json>map(text -> Json.text(sound.getOrDefault(text, text)))
                                .orElseGet(() -> in(item)))
                        .toList());
            case Json other -> in(other);
        };
    }

    private String referring(String text) {
        var result = text;
        for (var name : sound.entrySet()) {
            var reference = Pattern.compile("steps\\.(\\??)" + Pattern.quote(name.getKey()) + "(?![A-Za-z0-9_])");
            result = reference.matcher(result).replaceAll("steps.$1" + Matcher.quoteReplacement(name.getValue()));
        }
        return result;
    }
}
