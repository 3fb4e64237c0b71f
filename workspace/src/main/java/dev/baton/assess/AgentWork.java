package dev.baton.assess;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds sentences that tell an assistant to act, or to begin by itself. English only; a hint, not a proof. */
final class AgentWork {
    /** At the beginning of a sentence or of its main clause, so that "never refund" and "a refund" are not meant. */
    private static final Pattern ACTING = Pattern.compile("(?i)(^|, (then |and )?|\\bthen |: )(please )?"
            + "(refund|cancel|pay|book|reorder|place|create|update|change|delete|remove|issue|ship|transfer|"
            + "close|approve|reject|charge|credit|restock|reschedule|unlock|reset|deactivate|provision) "
            + "(a|an|the|their|his|her|its|it|them|this|every|all|each|any)\\b");

    private static final Pattern UNPROMPTED =
            Pattern.compile("(?i)\\b(every (minute|hour|day|night|morning|evening|week|"
                    + "month|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|hourly|daily|nightly|weekly|"
                    + "on a schedule|in the background|without being asked)\\b");

    private static final int LONGEST = 120;

    private AgentWork() {}

    /** The first such sentence. */
    static Optional<String> in(String instructions) {
        return sentences(instructions)
                .filter(sentence -> ACTING.matcher(sentence).find()
                        || UNPROMPTED.matcher(sentence).find())
                .map(sentence -> sentence.length() > LONGEST ? sentence.substring(0, LONGEST) + "…" : sentence)
                .findFirst();
    }

    static boolean unprompted(String instructions) {
        return sentences(instructions)
                .anyMatch(sentence -> UNPROMPTED.matcher(sentence).find());
    }

    private static Stream<String> sentences(String instructions) {
        var unwrapped = instructions.replaceAll("\\R(?!\\s*([-*#]|\\d+\\.|\\R))", " ");
        return Arrays.stream(unwrapped.split("\\R|(?<=[.!?;])\\s", -1))
                .map(line -> line.strip().replaceFirst("^([-*#]+|\\d+\\.)\\s*", ""))
                .filter(line -> !line.isEmpty());
    }
}
