package dev.baton.server.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** How a customer begins, and what they answer when they are asked. */
record Wording(String customer, String order, String wish, String first) {
    static List<Wording> all() {
        try (var file = Objects.requireNonNull(
                Wording.class.getResourceAsStream("/small-model/wordings.txt"), "the list of wordings")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" \\| ", 4))
                    .map(part -> new Wording(part[0], part[1], part[2], part[3]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String outcome() {
        return wish.equals("refund") ? "refunded" : "replaced";
    }

    /** As a patient customer would answer the last thing that was said. */
    String answer(String reply, boolean first) {
        var asked = reply.strip().lines().reduce("", (before, line) -> line).toLowerCase(Locale.ROOT);
        if (asked.contains("number") || asked.contains("which order") || (first && asked.contains("order"))) {
            return "It is order " + order + ".";
        }
        if (asked.contains("what happened") || asked.contains("what is wrong")) {
            return "It arrived broken.";
        }
        if (asked.contains("money back") || asked.contains("replacement") || asked.contains("refund")) {
            return wish.equals("refund") ? "A refund please." : "A replacement please.";
        }
        return "The item in " + order + " arrived damaged and I want a " + wish + ".";
    }
}
