package dev.baton.expression;

import java.util.ArrayList;
import java.util.List;

/** The text of a template cut into what stands as it is and the sources of its expressions. */
record TemplateText(List<Piece> pieces) {
    private static final String START = "${";
    private static final String ESCAPED = "$${";

    sealed interface Piece {}

    record Literal(String text) implements Piece {}

    record Source(String expression) implements Piece {}

    TemplateText {
        pieces = List.copyOf(pieces);
    }

    /** @throws ExpressionException for a <code>${</code> that is never closed, or is empty */
    static TemplateText of(String text) {
        return new TemplateText(new Cutter(text).cut());
    }

    /** The text that a template gives back unchanged. */
    static String literal(String text) {
        return text.replace(START, ESCAPED);
    }

    private static final class Cutter {
        private final String text;
        private final List<Piece> pieces = new ArrayList<>();
        private final StringBuilder literal = new StringBuilder();
        private int at;

        Cutter(String text) {
            this.text = text;
        }

        List<Piece> cut() {
            while (at < text.length()) {
                if (text.startsWith(ESCAPED, at)) {
                    literal.append(START);
                    at += ESCAPED.length();
                } else if (text.startsWith(START, at)) {
                    expression();
                } else {
                    literal.append(text.charAt(at++));
                }
            }
            endLiteral();
            return pieces;
        }

        private void endLiteral() {
            if (!literal.isEmpty()) {
                pieces.add(new Literal(literal.toString()));
                literal.setLength(0);
            }
        }

        private void expression() {
            endLiteral();
            var start = at + START.length();
            var end = ExpressionEnd.after(text, start);
            if (end < 0) {
                throw problem("'${' is not closed by '}'; write $${ for a literal ${", at);
            }
            var source = text.substring(start, end).strip();
            if (source.isEmpty()) {
                throw problem("'${}' is empty; write $${ for a literal ${", at);
            }
            pieces.add(new Source(source));
            at = end + 1;
        }

        private static ExpressionException problem(String words, int at) {
            return new ExpressionException(List.of(words + " (column " + (at + 1) + ")"));
        }
    }
}
