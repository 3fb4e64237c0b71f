package dev.baton.assistant;

import dev.baton.json.Json;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what a message says about a field, as its schema wants it. */
final class FieldReader {
    /** How much better the best choice must be than the next, where only the meaning tells. */
    private static final double MARGIN = 0.12;

    private static final Pattern WHOLE = Pattern.compile("(?<![\\d.,])-?\\d{1,15}(?![\\d]|[.,]\\d)");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\d.,])-?\\d{1,15}(?:\\.\\d{1,6})?(?![\\d]|[.,]\\d)");
    private static final Pattern ISO_DATE = Pattern.compile("\\b(\\d{4})-(\\d{2})-(\\d{2})\\b");
    private static final Pattern DOTTED_DATE = Pattern.compile("\\b(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})\\b");
    private static final Pattern WORDED_DATE =
            Pattern.compile("\\b(\\d{1,2})(?:st|nd|rd|th)?\\.? (?:of )?([A-Za-z]{3,9}),? (\\d{4})\\b");
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]{1,2000}");
    private static final Pattern MAIL = Pattern.compile("[\\w.+-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,8}");
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final Map<String, Long> NUMBERS = Map.ofEntries(
            Map.entry("one", 1L),
            Map.entry("two", 2L),
            Map.entry("three", 3L),
            Map.entry("four", 4L),
            Map.entry("five", 5L),
            Map.entry("six", 6L),
            Map.entry("seven", 7L),
            Map.entry("eight", 8L),
            Map.entry("nine", 9L),
            Map.entry("ten", 10L),
            Map.entry("eleven", 11L),
            Map.entry("twelve", 12L));

    private final Similarity similarity;

    FieldReader(Similarity similarity) {
        this.similarity = similarity;
    }

    /** @param asked whether the message answers the question for this field, so that bare values are meant for it */
    FieldReading read(Field field, String text, boolean asked) {
        var words = Words.of(text);
        if (field.isTrusted()) {
            return FieldReading.Nothing.INSTANCE;
        }
        if (!field.choices().isEmpty()) {
            return choice(field, words);
        }
        return switch (field.type()) {
            case "string" -> text(field, text, words, asked);
            case "boolean" -> asked ? yesOrNo(words) : FieldReading.Nothing.INSTANCE;
            case "integer" -> asked ? whole(text, words) : FieldReading.Nothing.INSTANCE;
            case "number" ->
                asked
                        ? first(NUMBER, text)
                                .map(n -> said(Json.of(Double.valueOf(n))))
                                .orElse(nothing())
                        : nothing();
            case "array" -> list(field, text, asked);
            default -> FieldReading.Nothing.INSTANCE;
        };
    }

    /** The choice that the whole message comes closest to in meaning, where no word of it told. */
    Optional<Json> nearest(Field field, String text) {
        var choices = field.choices();
        var best = Optional.<String>empty();
        var first = 0.0;
        var second = 0.0;
        for (var choice : choices) {
            var score = similarity.best(text, field.phrasesFor(choice));
            if (score > first) {
                second = first;
                first = score;
                best = Optional.of(choice);
            } else {
                second = Math.max(second, score);
            }
        }
        return first >= Similarity.SAME && first - second >= MARGIN ? best.map(Json::text) : Optional.empty();
    }

    private static FieldReading choice(Field field, Words words) {
        var mentions = field.vocabulary().in(words);
        if (mentions.said().size() == 1) {
            return said(Json.text(mentions.said().iterator().next()));
        }
        if (mentions.said().size() > 1) {
            return new FieldReading.Several(
                    mentions.said().stream().<Json>map(Json::text).toList());
        }
        var denied = new LinkedHashSet<Json>();
        mentions.denied().forEach(value -> denied.add(Json.text(value)));
        return denied.isEmpty() ? nothing() : new FieldReading.Denied(denied);
    }

    private static FieldReading text(Field field, String text, Words words, boolean asked) {
        var identifier = field.identifier();
        if (identifier.isPresent()) {
            return identifier.get().read(text, words, asked, field.noun());
        }
        return switch (field.schema().textAt("format").orElse("")) {
            case "date" -> date(text).map(d -> said(Json.text(d.toString()))).orElse(nothing());
            case "uri" -> first(LINK, text).map(u -> said(Json.text(u))).orElse(nothing());
            case "email" -> first(MAIL, text).map(m -> said(Json.text(m))).orElse(nothing());
            default -> asked && fits(field, text.strip()) ? said(Json.text(text.strip())) : nothing();
        };
    }

    private static boolean fits(Field field, String text) {
        return !text.isEmpty()
                && field.pattern().isEmpty()
                && text.length() <= bound(field, "maxLength", Long.MAX_VALUE)
                && text.length() >= bound(field, "minLength", 1);
    }

    private static long bound(Field field, String keyword, long otherwise) {
        return field.schema().get(keyword).orElse(Json.Null.INSTANCE) instanceof Json.Whole bound
                ? bound.value()
                : otherwise;
    }

    private static FieldReading list(Field field, String text, boolean asked) {
        var item = field.schema().get("items").orElse(Json.object());
        if (item.textAt("format").equals(Optional.of("uri"))) {
            var links = new ArrayList<Json>();
            var matcher = LINK.matcher(text);
            while (matcher.find() && links.size() < 20) {
                links.add(Json.text(matcher.group()));
            }
            return links.isEmpty() ? nothing() : said(Json.array(links));
        }
        var isText = item.textAt("type").equals(Optional.of("string"))
                && item.get("pattern").isEmpty();
        var pieces = Pattern.compile("[,;\\n]")
                .splitAsStream(text)
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .toList();
        return asked && isText && !pieces.isEmpty() ? said(Json.texts(pieces)) : nothing();
    }

    private static FieldReading yesOrNo(Words words) {
        return switch (Signal.of(words)) {
            case YES -> said(Json.bool(true));
            case NO -> said(Json.bool(false));
            case CANCEL, GREETING, THANKS, HELP, NONE -> {
                var first = words.isEmpty() ? "" : words.texts().getFirst();
                yield Signal.isYes(first)
                        ? said(Json.bool(true))
                        : Signal.isNo(first) ? said(Json.bool(false)) : nothing();
            }
        };
    }

    private static FieldReading whole(String text, Words words) {
        return first(WHOLE, text)
                .map(Long::valueOf)
                .or(() -> words.texts().stream()
                        .filter(NUMBERS::containsKey)
                        .map(NUMBERS::get)
                        .findFirst())
                .map(number -> said(Json.number(number)))
                .orElse(nothing());
    }

    private static Optional<LocalDate> date(String text) {
        var iso = ISO_DATE.matcher(text);
        if (iso.find()) {
            return date(iso.group(1), iso.group(2), iso.group(3));
        }
        var dotted = DOTTED_DATE.matcher(text);
        if (dotted.find()) {
            return date(dotted.group(3), dotted.group(2), dotted.group(1));
        }
        var worded = WORDED_DATE.matcher(text);
        if (worded.find()) {
            var month = MONTHS.indexOf(worded.group(2).substring(0, 3).toLowerCase(Locale.ROOT)) + 1;
            return date(worded.group(3), Integer.toString(month), worded.group(1));
        }
        return Optional.empty();
    }

    private static Optional<LocalDate> date(String year, String month, String day) {
        try {
            return Optional.of(LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> first(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }

    private static FieldReading said(Json value) {
        return new FieldReading.Said(value);
    }

    private static FieldReading nothing() {
        return FieldReading.Nothing.INSTANCE;
    }
}
