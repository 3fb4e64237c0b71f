package dev.baton.assess;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is asked about a workflow. Each scored yes speaks for an agent; the last question tells who is in front. */
public enum Question {
    SYSTEMS(
            "Does it span several systems, with reads and writes?",
            "Settling a claim reads the order and the stock, pays in billing and writes a note in the CRM.",
            "It answers from a handbook, or looks up one order.",
            "Work over several systems must be carried to its end even when one of them fails halfway, and a"
                    + " conversation cannot do that.",
            "One system, or reading only, leaves nothing half done.",
            "it also has to change something in a second system"),
    STEPS(
            "Do steps depend on each other?",
            "Whether money or a replacement is sent depends on the stock that was looked up before.",
            "Every question is answered on its own.",
            "Steps that depend on each other need a plan that is kept, and continued where it stopped.",
            "What stands alone needs no plan.",
            "one step begins to need what another one found"),
    UNPROMPTED(
            "Should it run without a prompt: on a schedule, an event, a change of state, or for another agent?",
            "It begins when the carrier reports a parcel as lost, or every night at two.",
            "It begins when a person asks, and never otherwise.",
            "What begins without a person has no conversation in which it could be steered or corrected.",
            "A person is there each time, and sees what happens.",
            "it has to begin although nobody asked"),
    CONTEXT(
            "Must context outlive a conversation?",
            "A colleague approves on the next day, and the work goes on exactly there.",
            "When the window is closed, nothing has to be remembered.",
            "What waits for hours or days has to survive restarts and changes of people, so it needs a durable run.",
            "The conversation holds all that is needed.",
            "it has to go on after the conversation has ended"),
    OUTCOME(
            "Is the deliverable an outcome rather than an output?",
            "The customer has the money back, and billing confirms it.",
            "A text, a summary or an answer that a person goes on working with.",
            "An outcome must be proven by the systems, not claimed by a model.",
            "A person judges the output before anything follows from it.",
            "somebody relies on the result without looking at it first"),
    PEOPLE(
            "Do people converse with it?",
            "Customers describe in their own words what went wrong.",
            "A program hands in exact data, or a form does.",
            "People need somebody who listens, asks back and explains: an assistant in front.",
            "Nobody has to be understood, so no assistant is needed in front.",
            "people come to it with their own words");

    private final String text;
    private final String yesExample;
    private final String noExample;
    private final String yesReason;
    private final String noReason;
    private final String tip;

    Question(String text, String yesExample, String noExample, String yesReason, String noReason, String tip) {
        this.text = text;
        this.yesExample = yesExample;
        this.noExample = noExample;
        this.yesReason = yesReason;
        this.noReason = noReason;
        this.tip = tip;
    }

    /** The five whose answers are counted, in the order in which they are asked. */
    public static List<Question> scored() {
        return Arrays.stream(values()).filter(Question::isScored).toList();
    }

    /** The names, in the order in which the questions are asked. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(Question::key).toList();
    }

    public static Optional<Question> of(String key) {
        return Arrays.stream(values())
                .filter(question -> question.key().equals(key))
                .findFirst();
    }

    public boolean isScored() {
        return this != PEOPLE;
    }

    /** Its name in files, addresses and requests. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** From 1. */
    public int number() {
        return List.of(values()).indexOf(this) + 1;
    }

    public String text() {
        return text;
    }

    /** Work for which the answer would be that. */
    public String example(boolean yes) {
        return yes ? yesExample : noExample;
    }

    /** What the answer means for what to build. */
    public String reason(boolean yes) {
        return yes ? yesReason : noReason;
    }

    /** When a no would become a yes; ends a sentence that begins with "if". */
    public String tip() {
        return tip;
    }
}
