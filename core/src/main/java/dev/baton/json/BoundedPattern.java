package dev.baton.json;

import com.networknt.schema.SchemaException;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressions;
import java.util.regex.Pattern;

/**
 * A regular expression of a schema that cannot be made to run for ever: patterns may come from the documents of other
 * systems, and the texts come from anyone. Java's matcher may look at each character often; here it may look only so
 * many times in all.
 */
final class BoundedPattern implements RegularExpression {
    private static final int MOST_LOOKS = 2_000_000;

    private final Pattern pattern;

    private BoundedPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /** @throws java.util.regex.PatternSyntaxException when this is no regular expression */
    static BoundedPattern of(String regex) {
        var java =
                RegularExpressions.replaceDollarAnchors(RegularExpressions.replaceLongformCharacterProperties(regex));
        return new BoundedPattern(Pattern.compile(java));
    }

    /** @throws TooLong when the answer is not found within the bound */
    @Override
    public boolean matches(String value) {
        try {
            return pattern.matcher(new Watched(value, new Looks())).find();
        } catch (StackOverflowError e) {
            throw new TooLong();
        }
    }

    /** A text could not be matched against a pattern within the bound; of a kind that the validator lets pass. */
    static final class TooLong extends SchemaException {
        private static final long serialVersionUID = 1L;

        TooLong() {
            super("a text is too costly to match against a pattern");
        }
    }

    private static final class Looks {
        private int left = MOST_LOOKS;

        void take() {
            if (left-- <= 0) {
                throw new TooLong();
            }
        }
    }

    private record Watched(CharSequence text, Looks looks) implements CharSequence {
        @Override
        public char charAt(int index) {
            looks.take();
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Watched(text.subSequence(start, end), looks);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
