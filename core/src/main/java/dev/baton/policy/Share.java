package dev.baton.policy;

import dev.baton.json.Digest;
import dev.baton.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * How much of many things is looked at, as {@code 10 %}. Which ones follows from their ids, so that the same one is
 * picked however often it is asked, and nobody can choose.
 *
 * @param ofTenThousand how many of ten thousand, at least 1
 */
public record Share(int ofTenThousand) {
    /** Everything. */
    public static final Share ALL = new Share(10_000);

    private static final Pattern FORM = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,2})?) ?%");
    private static final BigInteger PARTS = BigInteger.valueOf(10_000);

    public Share {
        if (ofTenThousand < 1 || ofTenThousand > 10_000) {
            throw new IllegalArgumentException("a share is between 0.01 % and 100 %");
        }
    }

    /** @throws IllegalArgumentException when the text is no share */
    public static Share parse(String text) {
        var match = FORM.matcher(text.strip());
        if (!match.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a share like 10 % or 2.5 %");
        }
        return new Share(new BigDecimal(match.group(1)).movePointRight(2).intValueExact());
    }

    /** Whether the thing of this id is among those that are looked at. */
    public boolean picks(String id) {
        var drawn = new BigInteger(
                Digest.of(Json.array(Json.text("sample"), Json.text(id))).hex(), 16);
        return drawn.mod(PARTS).intValueExact() < ofTenThousand;
    }

    /** As it is written: {@code 2.5 %}. */
    @Override
    public String toString() {
        return BigDecimal.valueOf(ofTenThousand, 2).stripTrailingZeros().toPlainString() + " %";
    }
}
