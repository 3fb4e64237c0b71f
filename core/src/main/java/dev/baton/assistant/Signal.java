package dev.baton.assistant;

import java.util.Set;

/** What a short message says by itself, whatever is being talked about. */
public enum Signal {
    YES,
    NO,
    CANCEL,
    GREETING,
    THANKS,
    HELP,
    NONE;

    private static final Set<String> YES_WORDS = Set.of(
            "yes",
            "y",
            "yep",
            "yeah",
            "yup",
            "yea",
            "sure",
            "ok",
            "okay",
            "k",
            "correct",
            "right",
            "confirm",
            "confirmed",
            "agreed",
            "exactly",
            "absolutely",
            "definitely",
            "perfect");
    private static final Set<String> YES_FILLERS = Set.of(
            "please",
            "thanks",
            "thank",
            "you",
            "that",
            "thats",
            "is",
            "its",
            "it",
            "this",
            "all",
            "go",
            "ahead",
            "do",
            "i",
            "looks",
            "sounds",
            "of",
            "course",
            "just",
            "the",
            "summary",
            "proceed",
            "continue",
            "submit",
            "send",
            "let",
            "lets",
            "us",
            "for",
            "me",
            "now");
    private static final Set<String> YES_PHRASES = Set.of(
            "go ahead",
            "do it",
            "please do",
            "do that",
            "of course",
            "go for it",
            "please proceed",
            "proceed",
            "submit it",
            "send it",
            "lets go",
            "lets do it",
            "sounds good",
            "looks good",
            "all good",
            "thats fine",
            "that is fine",
            "fine by me",
            "fine",
            "please go ahead",
            "please do it",
            "do it please",
            "go on",
            "continue",
            "submit");
    private static final Set<String> NO_WORDS = Set.of("no", "n", "nope", "nah", "not", "wrong", "incorrect", "dont");
    private static final Set<String> NO_FILLERS = Set.of(
            "thanks", "thank", "you", "please", "that", "thats", "is", "its", "it", "this", "right", "correct", "do",
            "i", "yet", "really", "ok", "okay", "now", "no", "not", "dont", "want", "quite", "sorry", "at", "all");
    private static final Set<String> CANCEL_WORDS = Set.of("cancel", "stop", "abort", "quit", "withdraw", "nevermind");
    private static final Set<String> CANCEL_PHRASES = Set.of(
            "never mind",
            "forget it",
            "forget about it",
            "forget that",
            "leave it",
            "drop it",
            "drop that",
            "start over",
            "scrap that",
            "no forget it",
            "i changed my mind",
            "changed my mind",
            "i have changed my mind",
            "ive changed my mind");
    private static final Set<String> CANCEL_FILLERS = Set.of(
            "please",
            "no",
            "it",
            "that",
            "this",
            "the",
            "all",
            "everything",
            "now",
            "just",
            "ok",
            "okay",
            "thanks",
            "claim",
            "request",
            "i",
            "want",
            "to",
            "lets");
    private static final Set<String> GREETINGS =
            Set.of("hi", "hello", "hey", "hiya", "howdy", "greetings", "morning", "afternoon", "evening");
    private static final Set<String> GREETING_FILLERS =
            Set.of("there", "good", "how", "are", "you", "today", "all", "everyone", "again", "doing");
    private static final Set<String> THANKS_WORDS = Set.of("thanks", "thank", "thx", "cheers", "ty", "bye", "goodbye");
    private static final Set<String> THANKS_FILLERS = Set.of(
            "you",
            "so",
            "very",
            "much",
            "a",
            "lot",
            "for",
            "your",
            "the",
            "help",
            "great",
            "perfect",
            "ok",
            "okay",
            "many",
            "that",
            "thats",
            "is",
            "all",
            "now",
            "good",
            "have",
            "nice",
            "day",
            "was",
            "helpful",
            "really",
            "this",
            "wonderful",
            "and");
    private static final Set<String> HELP_WORDS = Set.of(
            "help",
            "menu",
            "options",
            "what can you do",
            "what can you help with",
            "what can you help me with",
            "help me",
            "i need help",
            "how does this work",
            "what do you do",
            "who are you",
            "are you a bot",
            "are you human",
            "are you a human",
            "am i talking to a human",
            "can you help me",
            "can you help",
            "what can i do here",
            "what can i ask you",
            "what can i ask");

    /** A signal only where nothing else is said: "yes, but with a replacement" is none. */
    static Signal of(Words words) {
        if (words.isEmpty() || words.size() > 12) {
            return NONE;
        }
        var whole = String.join(" ", words.texts());
        if (HELP_WORDS.contains(whole)) {
            return HELP;
        }
        if (CANCEL_PHRASES.contains(whole) || consistsOf(words, CANCEL_WORDS, CANCEL_FILLERS)) {
            return CANCEL;
        }
        if (YES_PHRASES.contains(whole)) {
            return YES;
        }
        if (consistsOf(words, THANKS_WORDS, THANKS_FILLERS)) {
            return THANKS;
        }
        if (consistsOf(words, NO_WORDS, NO_FILLERS)) {
            return NO;
        }
        if (consistsOf(words, YES_WORDS, YES_FILLERS)) {
            return YES;
        }
        return consistsOf(words, GREETINGS, GREETING_FILLERS) ? GREETING : NONE;
    }

    static boolean isYes(String word) {
        return YES_WORDS.contains(word);
    }

    static boolean isNo(String word) {
        return NO_WORDS.contains(word);
    }

    private static boolean consistsOf(Words words, Set<String> core, Set<String> fillers) {
        return words.hasAny(core)
                && words.texts().stream().allMatch(word -> core.contains(word) || fillers.contains(word));
    }
}
