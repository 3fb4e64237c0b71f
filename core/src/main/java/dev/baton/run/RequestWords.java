package dev.baton.run;

import dev.baton.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What stands in a request, word for word: what a model writes out from there is the requester's, not its own. */
final class RequestWords {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:,\\d{3})*(?:\\.\\d+)?");
    private static final String JOINTS = "-_.@+/:#%&=~";

    private final List<String> texts = new ArrayList<>();
    private final List<BigDecimal> numbers = new ArrayList<>();

    RequestWords(Json request) {
        gather(request);
    }

    private void gather(Json json) {
        switch (json) {
            case Json.Text(var text) -> {
                texts.add(text);
                gatherNumbers(text);
            }
            case Json.Arr array -> array.items().forEach(this::gather);
            case Json.Obj object -> object.members().values().forEach(this::gather);
            case Json.Whole number -> gatherNumber(number);
            case Json.Decimal number -> gatherNumber(number);
            case Json.Bool ignored -> {}
            case Json.Null ignored -> {}
        }
    }

    private void gatherNumber(Json number) {
        texts.add(number.write());
        numbers.add(new BigDecimal(number.write()));
    }

    private void gatherNumbers(String text) {
        var found = NUMBER.matcher(text);
        while (found.find()) {
            if (standsAlone(text, found.start(), found.end())) {
                numbers.add(new BigDecimal(found.group().replace(",", "")));
            }
        }
    }

    /** Whether a value stands in the request: a text as whole words, a number as a number. */
    boolean contain(Json value) {
        return switch (value) {
            case Json.Text(var text) -> containText(text.strip());
            case Json.Whole number -> containNumber(number.write());
            case Json.Decimal number -> containNumber(number.write());
            case Json.Arr array ->
                !array.items().isEmpty() && array.items().stream().allMatch(this::contain);
            case Json.Obj ignored -> false;
            case Json.Bool ignored -> false;
            case Json.Null ignored -> false;
        };
    }

    private boolean containNumber(String number) {
        var wanted = new BigDecimal(number);
        return numbers.stream().anyMatch(it -> it.compareTo(wanted) == 0);
    }

    private boolean containText(String wanted) {
        return !wanted.isEmpty() && texts.stream().anyMatch(text -> containText(text, wanted));
    }

    private static boolean containText(String text, String wanted) {
        for (var at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
            if (standsAlone(text, at, at + wanted.length())) {
                return true;
            }
        }
        return false;
    }

    /** Not a part of something longer: {@code doe@example.com} does not stand in {@code john.doe@example.com}. */
    private static boolean standsAlone(String text, int from, int to) {
        return !goesOn(text, from - 1, -1) && !goesOn(text, to, 1);
    }

    private static boolean goesOn(String text, int at, int direction) {
        if (at < 0 || at >= text.length()) {
            return false;
        }
        var next = at + direction;
        return Character.isLetterOrDigit(text.charAt(at))
                || (JOINTS.indexOf(text.charAt(at)) >= 0
                        && next >= 0
                        && next < text.length()
                        && Character.isLetterOrDigit(text.charAt(next)));
    }
}
