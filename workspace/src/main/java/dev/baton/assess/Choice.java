package dev.baton.assess;

import java.util.List;
import java.util.Locale;

/** What to build. */
public enum Choice {
    ASSISTANT("an assistant", "It talks with people, reads and answers, and changes nothing."),
    AGENT("an agent", "It plans and acts on systems under a policy, and does not chat."),
    HYBRID("a hybrid", "An assistant in front, an agent behind, and a contract between them.");

    /** One of the two programs that can be built. */
    public enum Side {
        ASSISTANT,
        AGENT;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final String title;
    private final String meaning;

    Choice(String title, String meaning) {
        this.title = title;
        this.meaning = meaning;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** With its article. */
    public String title() {
        return title;
    }

    /** What it does, in a sentence. */
    public String meaning() {
        return meaning;
    }

    /** What has to be built for it. */
    public List<Side> sides() {
        return switch (this) {
            case ASSISTANT -> List.of(Side.ASSISTANT);
            case AGENT -> List.of(Side.AGENT);
            case HYBRID -> List.of(Side.ASSISTANT, Side.AGENT);
        };
    }
}
