package dev.baton.assistant;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a message may mean.
 *
 * @param question whether it is put as a question
 * @param general whether it asks how things are in general: "what happens if", "how long do I have"
 * @param own whether it speaks of something of the person's: "my parcel"
 * @param corrects whether it takes something back, as in "actually"
 * @param another whether it is about another thing than before
 * @param status how much it asks how a handoff stands, see {@link Similarity}
 * @param candidates every topic, best first
 */
public record Understanding(
        String text,
        Signal signal,
        boolean question,
        boolean general,
        boolean own,
        boolean corrects,
        boolean another,
        double status,
        List<Candidate> candidates) {

    /**
     * A topic that the message may be about.
     *
     * @param similarity to the topic's examples
     * @param choices how many choices of its form the message names
     * @param identified whether the message names the thing that it is about
     */
    record Candidate(
            Topic topic, double similarity, int choices, boolean identified, Map<String, FieldReading> fields) {

        /** Words of the form are evidence too: "ORD-100234 broken, money back" resembles no whole sentence. */
        double strength() {
            var evidence = 0.1 * choices + (identified ? 0.1 : 0);
            var certain = choices + (identified ? 1 : 0) >= 2 && choices > 0;
            return Math.max(similarity + evidence, certain ? Similarity.SAME + evidence : 0);
        }

        boolean isHandoff() {
            return topic instanceof Topic.Handoff;
        }

        boolean saysSomething() {
            return fields.values().stream().anyMatch(reading -> !(reading instanceof FieldReading.Nothing));
        }
    }

    Optional<Candidate> candidate(Topic topic) {
        return candidates.stream()
                .filter(candidate -> candidate.topic().equals(topic))
                .findFirst();
    }

    Optional<Candidate> bestHandoff() {
        return candidates.stream().filter(Candidate::isHandoff).max(Comparator.comparingDouble(Candidate::strength));
    }

    Optional<Candidate> bestQuestion() {
        return candidates.stream()
                .filter(candidate -> !candidate.isHandoff())
                .max(Comparator.comparingDouble(Candidate::strength));
    }
}
