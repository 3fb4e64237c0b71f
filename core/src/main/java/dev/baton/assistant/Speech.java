package dev.baton.assistant;

import dev.baton.knowledge.Knowledge.Passage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a model says, made safe while it arrives: it is let through sentence by sentence, each once everything that looks
 * like an identifier in it is known. From the first sentence that names an unknown one on nothing more is let through, so
 * nothing that was heard is ever taken back. References to passages that were not found are left out, the others are
 * numbered by the sources of the reply.
 */
public final class Speech {
    private static final Pattern SENTENCE_END = Pattern.compile("[.!?…。！？][\"'”’)*_]*(?=\\s)|\\n");
    private static final Pattern REFERENCE = Pattern.compile("\\s?\\[\\s*([0-9]{1,3}(?:\\s*,\\s*[0-9]{1,3})*)\\s*]");
    private final Consumer<String> heard;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder pending = new StringBuilder();
    private final List<Passage> sources = new ArrayList<>();
    private final Set<String> withheld = new LinkedHashSet<>();
    private KnownIds known;
    private Passages passages;

    Speech(KnownIds known, Passages passages, Consumer<String> heard) {
        this.known = known;
        this.passages = passages;
        this.heard = heard;
    }

    /** More is known from here on. */
    void knows(KnownIds ids, Passages found) {
        known = ids;
        passages = found;
    }

    /** A piece of a reply, as a model gives it. */
    public void piece(String piece) {
        pending.append(piece);
        var end = sentenceEnd();
        while (end > 0 && !mayBeCall()) {
            say(pending.substring(0, end));
            pending.delete(0, end);
            end = sentenceEnd();
        }
    }

    /** A call that the model spells out is not for people. */
    private boolean mayBeCall() {
        var indent = pending.substring(
                0, pending.length() - pending.toString().stripLeading().length());
        return (isAtBeginning() || indent.contains("\n")) && SpelledCall.mayBegin(pending.toString());
    }

    private boolean isAtBeginning() {
        return text.isEmpty() || text.charAt(text.length() - 1) == '\n';
    }

    /** Where the first whole sentence ends, with the reference that may follow it; 0 when none is whole yet. */
    private int sentenceEnd() {
        var matcher = SENTENCE_END.matcher(pending);
        if (!matcher.find()) {
            return 0;
        }
        var end = matcher.end();
        if (matcher.group().equals("\n")) {
            return end;
        }
        var next = afterBlanks(end);
        while (next < pending.length() && pending.charAt(next) == '[') {
            var close = pending.indexOf("]", next);
            if (close < 0) {
                return 0;
            }
            end = close + 1;
            next = afterBlanks(end);
        }
        // a reference may still follow
        return next == pending.length() ? 0 : end;
    }

    private int afterBlanks(int from) {
        var next = from;
        while (next < pending.length() && Character.isWhitespace(pending.charAt(next))) {
            next++;
        }
        return next;
    }

    /** The reply is complete. What was a spelled out call is dropped. */
    void end(boolean wasCall) {
        if (!wasCall) {
            say(pending.toString().stripTrailing());
            if (!isAtBeginning()) {
                emit("\n");
            }
        }
        pending.setLength(0);
    }

    private void say(String sentence) {
        if (isWithheld()) {
            return;
        }
        var cited = cited(sentence);
        var unknown = IdTokens.named(sentence);
        unknown.removeIf(token -> known.holds(token) || cited.stream().anyMatch(passage -> holds(passage, token)));
        if (unknown.isEmpty()) {
            emit(numbered(sentence));
        } else {
            withheld.addAll(unknown);
        }
    }

    private static boolean holds(Passage passage, String token) {
        return IdTokens.all(passage.title() + "\n" + passage.excerpt()).contains(token);
    }

    private List<Passage> cited(String sentence) {
        return REFERENCE
                .matcher(sentence)
                .results()
                .flatMap(reference -> passages(reference.group(1)).stream())
                .toList();
    }

    private List<Passage> passages(String numbers) {
        return Pattern.compile("\\D+")
                .splitAsStream(numbers)
                .filter(number -> !number.isEmpty())
                .flatMap(number -> passages.number(Integer.parseInt(number)).stream())
                .toList();
    }

    private String numbered(String sentence) {
        return REFERENCE.matcher(sentence).replaceAll(reference -> {
            var marks = new StringBuilder();
            for (var passage : passages(reference.group(1))) {
                if (!sources.contains(passage)) {
                    sources.add(passage);
                }
                marks.append(" [").append(sources.indexOf(passage) + 1).append(']');
            }
            return Matcher.quoteReplacement(marks.toString());
        });
    }

    private void emit(String piece) {
        if (!piece.isEmpty()) {
            text.append(piece);
            heard.accept(piece);
        }
    }

    /** Everything that was let through. */
    public String text() {
        return text.toString().strip();
    }

    List<Citation> sources() {
        return sources.stream()
                .map(passage -> new Citation(passage.title(), passage.location(), passage.excerpt()))
                .toList();
    }

    boolean isWithheld() {
        return !withheld.isEmpty();
    }

    /** The unknown identifiers because of which nothing more was let through. */
    Set<String> withheld() {
        return withheld;
    }
}
