package dev.baton.assistant;

import dev.baton.json.Json;
import java.util.List;

/** The sentences that an assistant says by itself; everything else comes from the workspace's files. */
final class Wording {
    static final String NOT_FOUND = "I could not find that among what belongs to you.";
    static final String NOT_NOW = "I cannot look that up at the moment. Please try again in a little while.";
    static final String STILL_WAITING = "The summary above still waits for your yes.";
    static final String WITHDRAWN =
            "All right, nothing was handed over. If something should be different, tell me what, and I will put it together again.";
    static final String DROPPED = "All right, I have dropped that. Nothing was handed over.";
    static final String NOTHING_TO_CANCEL = "There is nothing open here that I could drop.";
    static final String NOTHING_TO_CONFIRM = "There is nothing open here that needs a yes or a no.";
    static final String OWN_CASE = "If it is about something of your own, tell me what happened.";
    static final String WELCOME = "You are welcome.";
    static final String NOTHING_HANDED_OVER = "Nothing has been handed over in this conversation so far.";
    static final String NO_LONGER_CHANGEABLE = "That is handed over already, so I cannot change it from here any more.";
    static final String TOO_LONG = "That is too long for me. Please say it in at most 4,000 characters.";
    static final String NOT_UNDERSTOOD = "I am sorry, I did not understand that.";
    static final String NOT_ALLOWED = "I am not able to hand that over for you. Nothing was started.";
    static final String NOT_READY =
            "Handing over does not work at the moment, and nothing was started. Say yes to try it again in a little while.";
    static final String BUSY = "Something else is going on with this at the moment, so nothing was started.";

    static final String WITHHELD =
            "I was about to name a number that I cannot find anywhere, so I leave that out. What I know for certain:";

    static final String QUESTION_OVER = "That question is no longer open, so your answer is not needed any more.";
    static final String ANSWER_WITHDRAWN = "All right, I did not pass that on. What is your answer?";

    private Wording() {}

    static String asked(String contract, String question) {
        return "A question about your " + Field.inWords(contract) + ": " + question;
    }

    static String answer(String question, String words) {
        return "To “" + question + "” you answer: " + words + "\nIs that right? Say yes, and I pass it on.";
    }

    static String unfit(List<String> problems) {
        return "That does not fit: " + sentence(String.join("; ", problems));
    }

    static String passedOn(String words, String message) {
        return "Thank you, I passed that on: " + sentence(words) + " " + standing(message);
    }

    static String notPassedOn(String reason) {
        return "That was not taken: " + sentence(reason);
    }

    static String several(Field field, List<Json> values) {
        return "I can take one " + Field.inWords(field.noun()) + " at a time, and I read "
                + list(values.stream().map(field::inWords).toList(), "and") + ".";
    }

    static String malformed(Field field, String piece) {
        var hint = field.hint()
                .map(words -> " " + sentence(Field.capitalised(words)))
                .orElse("");
        return quoted(piece) + " does not look right to me." + hint;
    }

    static String proposal(String summary) {
        return "Please check this before I hand it over:\n" + summary
                + "\nIs that right? Say yes, or press the button.";
    }

    static String notOneOf(Field field) {
        return field.choices().isEmpty()
                ? field.hint().map(hint -> sentence(Field.capitalised(hint))).orElse("")
                : "You can say: "
                        + list(field.choices().stream().map(Field::inWords).toList(), "or") + ".";
    }

    static String wrong(List<Field> fields) {
        return "That could not be handed over yet: something is not right with "
                + list(fields.stream().map(field -> lowered(field.label())).toList(), "and") + ".";
    }

    static String started(String message) {
        return "Thank you, it is handed over now. Where it stands: " + sentence(message);
    }

    static String goingOn(String message) {
        return "This is being worked on already, so it was not started again. Where it stands: " + sentence(message);
    }

    static String standing(String message) {
        return "Where it stands: " + sentence(message);
    }

    static String backTo(String question) {
        return "Back to where we were: " + lowered(question);
    }

    static String greeting(String description, List<String> samples) {
        return "Hello. " + help(description, samples);
    }

    static String help(String description, List<String> samples) {
        var what = sentence(isDeed(description) ? "This assistant " + lowered(description) : description);
        return samples.isEmpty()
                ? what
                : what + " You can say, for example, "
                        + list(
                                samples.stream()
                                        .limit(4)
                                        .map(sample -> "“" + sample + "”")
                                        .toList(),
                                "or") + ".";
    }

    /** Whether a description tells what it does, as in "Answers questions". */
    private static boolean isDeed(String description) {
        return description.strip().split("\\s+", 2)[0].endsWith("s");
    }

    static String cited(String title, String excerpt) {
        return "From “" + title + "”: " + excerpt;
    }

    static String list(List<String> items, String last) {
        return items.size() < 2
                ? String.join("", items)
                : String.join(", ", items.subList(0, items.size() - 1)) + " " + last + " " + items.getLast();
    }

    static String quoted(String text) {
        var line = text.strip().replaceAll("\\s+", " ");
        return "“" + (line.length() > 60 ? line.substring(0, 60).stripTrailing() + "…" : line) + "”";
    }

    static String sentence(String text) {
        var trimmed = text.strip();
        return trimmed.isEmpty() || ".!?…".indexOf(trimmed.charAt(trimmed.length() - 1)) >= 0 ? trimmed : trimmed + ".";
    }

    static String lowered(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + text.substring(1);
    }
}
