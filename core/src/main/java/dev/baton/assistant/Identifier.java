package dev.baton.assistant;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.baton.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds values of a pattern such as {@code ^ORD-[0-9]{6}$} in free text: also in other letters, without the prefix
 * ("order 100234") or with other separators ("ord 100234"). Patterns run in linear time whatever somebody writes.
 */
final class Identifier {
    private static final Pattern PREFIX_AND_DIGITS =
            Pattern.compile("([A-Za-z]+)([-_/#. ]?)(?:\\[0-9]|\\\\d)\\{([0-9]{1,2})}");
    private static final Pattern RUN = Pattern.compile("[\\pL\\pN]+(?:[-_/#.–:]+[\\pL\\pN]+)*");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final Set<String> NUMBER_WORDS = Set.of("number", "no", "nr", "num", "id");

    private final Pattern exact;
    private final Optional<Shape> shape;
    private final Optional<Pattern> near;

    /** Letters, a separator and a fixed number of digits: what most business identifiers are. */
    private record Shape(String prefix, String separator, int digits) {
        String complete(String number) {
            return prefix + separator + number;
        }
    }

    private Identifier(Pattern exact, Optional<Shape> shape) {
        this.exact = exact;
        this.shape = shape;
        this.near = shape.map(s -> Pattern.compile(
                "(?:^|[^\\pL\\pN])" + s.prefix() + "[\\s\\-_/#.:–]{0,4}([0-9][0-9A-Za-z]*|[0-9]*)(?:[^\\pL\\pN]|$)",
                Pattern.CASE_INSENSITIVE));
    }

    /** Empty for a pattern that cannot be matched in linear time. */
    static Optional<Identifier> of(String pattern) {
        var inner = pattern.startsWith("^") ? pattern.substring(1) : pattern;
        inner = inner.endsWith("$") && !inner.endsWith("\\$") ? inner.substring(0, inner.length() - 1) : inner;
        try {
            var parts = PREFIX_AND_DIGITS.matcher(inner);
            var shape = parts.matches()
                    ? Optional.of(new Shape(parts.group(1), parts.group(2), Integer.parseInt(parts.group(3))))
                    : Optional.<Shape>empty();
            return Optional.of(new Identifier(Pattern.compile(inner), shape));
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    /** @param noun what people call it, as "order" for {@code orderId} */
    FieldReading read(String text, Words words, boolean asked, String noun) {
        var found = new LinkedHashSet<String>();
        var denied = new LinkedHashSet<String>();
        var candidates = new ArrayList<Piece>(whole(text));
        shape.ifPresent(s -> candidates.addAll(completed(text, s)));
        for (var piece : candidates) {
            (words.isDenied(words.indexAt(piece.start()), Set.of()) ? denied : found).add(piece.value());
        }
        found.removeAll(denied);
        if (found.size() == 1) {
            return new FieldReading.Said(Json.text(found.getFirst()));
        }
        if (found.size() > 1) {
            return new FieldReading.Several(found.stream().<Json>map(Json::text).toList());
        }
        return malformed(text, words, asked, noun)
                .<FieldReading>map(FieldReading.Malformed::new)
                .orElse(FieldReading.Nothing.INSTANCE);
    }

    /** The text with every value called by what it is, "where is order?" for "where is ORD-100234?", to tell its meaning. */
    String masked(String text, String noun) {
        var pieces = new ArrayList<>(whole(text));
        shape.ifPresent(s -> pieces.addAll(completed(text, s)));
        pieces.sort(Comparator.comparingInt(Piece::start));
        var masked = new StringBuilder();
        var from = 0;
        for (var piece : pieces) {
            if (piece.start() >= from) {
                var before = text.substring(from, piece.start());
                var isNamed =
                        Words.of(before).texts().reversed().stream().limit(2).anyMatch(noun::equals);
                masked.append(before).append(isNamed ? "" : noun);
                from = piece.end();
            }
        }
        return masked.append(text.substring(from)).toString();
    }

    private record Piece(String value, int start, int end) {}

    /** Values written as the pattern wants them, but for capitals. */
    private List<Piece> whole(String text) {
        var pieces = new ArrayList<Piece>();
        var runs = RUN.matcher(text);
        while (runs.find()) {
            matching(runs.group()).ifPresent(value -> pieces.add(new Piece(value, runs.start(), runs.end())));
        }
        return pieces;
    }

    private Optional<String> matching(String piece) {
        return List.of(piece, piece.toUpperCase(Locale.ROOT), piece.toLowerCase(Locale.ROOT)).stream()
                .filter(exact::matches)
                .findFirst();
    }

    /** Values without their prefix, or with something else between prefix and digits. */
    private List<Piece> completed(String text, Shape shape) {
        var pieces = new ArrayList<Piece>();
        var digits = DIGITS.matcher(text);
        while (digits.find()) {
            var alone =
                    !isPartOfNumber(text, digits.start(), digits.end()) && !hasOtherPrefix(text, digits.start(), shape);
            var value = shape.complete(digits.group());
            if (alone && digits.group().length() == shape.digits() && exact.matches(value)) {
                pieces.add(new Piece(value, digits.start(), digits.end()));
            }
        }
        return pieces;
    }

    /** "INV-100234" is another kind of thing. */
    private static boolean hasOtherPrefix(String text, int start, Shape shape) {
        if (start == 0 || ("-_/".indexOf(text.charAt(start - 1)) < 0 && !Character.isLetter(text.charAt(start - 1)))) {
            return false;
        }
        var end = Character.isLetter(text.charAt(start - 1)) ? start : start - 1;
        var from = end;
        while (from > 0 && Character.isLetter(text.charAt(from - 1))) {
            from--;
        }
        return from < end && !text.substring(from, end).equalsIgnoreCase(shape.prefix());
    }

    /** Amounts ("12.50", "€100234"), phone numbers and the like are no identifiers. */
    private static boolean isPartOfNumber(String text, int start, int end) {
        var before = start == 0 ? ' ' : text.charAt(start - 1);
        var after = end == text.length() ? ' ' : text.charAt(end);
        var next = end + 1 >= text.length() ? ' ' : text.charAt(end + 1);
        var money = "€$£+".indexOf(before) >= 0 || "€$£%".indexOf(after) >= 0;
        var fraction = ((before == '.' || before == ',') && start > 1 && Character.isDigit(text.charAt(start - 2)))
                || ((after == '.' || after == ',') && Character.isDigit(next));
        return money || fraction || Character.isLetterOrDigit(after);
    }

    private Optional<String> malformed(String text, Words words, boolean asked, String noun) {
        if (near.isPresent()) {
            var matcher = near.get().matcher(text);
            while (matcher.find()) {
                if (!matcher.group(1).isEmpty()) {
                    return Optional.of(trimmed(matcher.group()));
                }
            }
        }
        for (var i = 0; i < words.size(); i++) {
            var word = words.list().get(i);
            if (word.text().chars().anyMatch(Character::isDigit) && isMeant(text, words, i, asked, noun)) {
                return Optional.of(word.text());
            }
        }
        return Optional.empty();
    }

    /** "2 of the glasses" and "my order 3 days ago" hold numbers that nobody meant as an identifier. */
    private static boolean isMeant(String text, Words words, int index, boolean asked, String noun) {
        var word = words.list().get(index);
        var isLong = word.text().length() >= 4;
        var isAnswer = asked && (isLong || words.size() <= 3);
        return isAnswer || isMarked(text, word) || (isLong && isIntroduced(words, index, noun));
    }

    private static boolean isIntroduced(Words words, int index, String noun) {
        var before = wordAt(words, index - 1);
        return before.equals(noun)
                || (NUMBER_WORDS.contains(before) && wordAt(words, index - 2).equals(noun));
    }

    private static String wordAt(Words words, int index) {
        return index < 0 ? "" : words.list().get(index).text();
    }

    private static boolean isMarked(String text, Words.Word word) {
        return word.start() > 0 && text.charAt(word.start() - 1) == '#';
    }

    private static String trimmed(String piece) {
        return piece.replaceAll("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$", "");
    }

    /** What a value looks like, in words, as far as the pattern is simple enough to be said. */
    Optional<String> looks() {
        return shape.map(s -> "it is " + s.prefix() + s.separator() + " followed by " + s.digits() + " digits");
    }
}
