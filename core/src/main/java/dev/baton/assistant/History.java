package dev.baton.assistant;

import dev.baton.assistant.ConversationEvent.Heard;
import dev.baton.assistant.ConversationEvent.Said;
import dev.baton.assistant.ConversationEvent.Summarised;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was said so far, oldest first.
 *
 * @param summary of the older part, where there is one
 */
public record History(List<Line> lines, Optional<Summarised> summary) {

    /** By chance no two replies are alike for so many characters. */
    private static final int SAME_BEGINNING = 80;

    /** @param sources what an answer of the assistant rested on */
    public record Line(String message, boolean byPerson, String text, List<Citation> sources) {}

    public static History of(List<ConversationEvent> events) {
        var lines = new ArrayList<Line>();
        var summary = Optional.<Summarised>empty();
        for (var event : events) {
            if (event instanceof Heard heard) {
                lines.add(new Line(heard.message(), true, heard.text(), List.of()));
            } else if (event instanceof Said said) {
                lines.add(new Line(said.message(), false, said.text(), said.sources()));
            } else if (event instanceof Summarised summarised) {
                summary = Optional.of(summarised);
            }
        }
        return new History(List.copyOf(lines), summary);
    }

    /** What no summary covers. */
    public List<Line> recent() {
        var covered = summary.map(Summarised::upTo)
                .map(upTo -> lines.stream().map(Line::message).toList().indexOf(upTo) + 1)
                .orElse(0);
        return lines.subList(covered, lines.size());
    }

    /** Whether the last thing that was said to the person is this, or begins like it. */
    boolean hasHeardOfLate(String text) {
        return lines.stream()
                .filter(line -> !line.byPerson())
                .reduce((earlier, later) -> later)
                .filter(last -> beginning(last.text()).equals(beginning(text)))
                .isPresent();
    }

    private static String beginning(String text) {
        var plain = text.strip();
        return plain.substring(0, Math.min(plain.length(), SAME_BEGINNING));
    }

    History with(Summarised other) {
        return new History(lines, Optional.of(other));
    }
}
