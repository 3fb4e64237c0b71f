package dev.baton.connect.openapi;

import static dev.baton.connect.http.Percent.encoded;

import dev.baton.connect.http.Percent;
import dev.baton.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes values into addresses: everything but the unreserved characters of RFC 3986 is percent-encoded. */
final class Encoding {
    private Encoding() {}

    /** The name=value pairs of one query parameter; none for an absent value. */
    static List<String> query(Argument argument, Json value) {
        var name = encoded(argument.wireName());
        return switch (value) {
            case Json.Null ignored -> List.of();
            case Json.Arr array
            when argument.style() == Argument.Style.REPEATED ->
                array.items().stream()
                        .map(item -> name + "=" + encoded(plain(item)))
                        .toList();
            case Json.Obj object
            when argument.style() == Argument.Style.BRACKETS -> pairs(object, member -> name + "%5B" + member + "%5D");
            case Json.Obj object when argument.style() == Argument.Style.REPEATED -> pairs(object, member -> member);
            case Json other -> List.of(name + "=" + joined(argument, other));
        };
    }

    private static List<String> pairs(Json.Obj object, UnaryOperator<String> naming) {
        var pairs = new ArrayList<String>();
        object.members()
                .forEach((member, value) -> pairs.add(naming.apply(encoded(member)) + "=" + encoded(plain(value))));
        return pairs;
    }

    /** One text for the value, encoded; the separators of lists are not. */
    static String joined(Argument argument, Json value) {
        return switch (value) {
            case Json.Arr array
            when argument.style() != Argument.Style.JSON ->
                array.items().stream()
                        .map(item -> encoded(plain(item)))
                        .collect(Collectors.joining(argument.style().separator));
            case Json.Obj object
            when argument.style() != Argument.Style.JSON ->
                object.members().entrySet().stream()
                        .flatMap(member -> Stream.of(member.getKey(), plain(member.getValue())))
                        .map(Percent::encoded)
                        .collect(Collectors.joining(argument.style().separator));
            case Json other -> encoded(argument.style() == Argument.Style.JSON ? other.write() : plain(other));
        };
    }

    /** A value as it stands in addresses and headers: texts without quotes, all else as JSON. */
    static String plain(Json value) {
        return value instanceof Json.Text(String text) ? text : value.write();
    }
}
