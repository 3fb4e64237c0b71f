package dev.baton.bench.figures;

import dev.baton.json.Json;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * One line of the result.
 *
 * @param figure what it says
 * @param unit of the value
 * @param peer with whom it is compared
 * @param ratio the value to the peer's, from the same run of the bench
 * @param rounds the least and the greatest value of several rounds
 */
record Figure(
        String figure,
        double value,
        String unit,
        Optional<String> peer,
        Optional<Double> ratio,
        Optional<Rounds.Spread> rounds) {

    static Figure of(String figure, double value, String unit) {
        return new Figure(figure, value, unit, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Figure of(String figure, Rounds.Spread rounds, String unit) {
        return new Figure(figure, rounds.median(), unit, Optional.empty(), Optional.empty(), Optional.of(rounds));
    }

    Figure against(String other, double ratioToOther) {
        return new Figure(figure, value, unit, Optional.of(other), Optional.of(ratioToOther), Optional.empty());
    }

    Json.Obj toJson() {
        var members = new LinkedHashMap<String, Json>();
        members.put("figure", Json.text(figure));
        members.put("value", rounded(value));
        members.put("unit", Json.text(unit));
        members.put("peer", peer.<Json>map(Json::text).orElse(Json.Null.INSTANCE));
        members.put("ratio", ratio.map(Figure::rounded).orElse(Json.Null.INSTANCE));
        return new Json.Obj(members);
    }

    /** Three digits say all that such a measurement knows. */
    static Json rounded(double number) {
        return number == 0 || !Double.isFinite(number)
                ? Json.number(0)
                : Json.number(new java.math.BigDecimal(number)
                        .round(new java.math.MathContext(number >= 1000 ? 4 : 3))
                        .doubleValue());
    }
}
