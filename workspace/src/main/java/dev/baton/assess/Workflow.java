package dev.baton.assess;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A piece of work that somebody thinks of building.
 *
 * @param systems that it reads or changes
 * @param approver the role that decides about what is expensive or final, when that is settled
 * @param template the starter that it should begin with, instead of the one for its choice
 */
public record Workflow(
        String name,
        String description,
        List<String> systems,
        Optional<String> approver,
        Optional<Template> template,
        Answers answers) {
    /** Names of workflows, systems and workspaces. */
    public static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    /** The name of one that nobody has named. */
    public static final String UNNAMED = "workflow";

    public Workflow {
        requireName(name);
        systems = systems.stream().distinct().toList();
    }

    /** One of which nothing is known but the answers. */
    public static Workflow of(String name, Answers answers) {
        return new Workflow(name, "", List.of(), Optional.empty(), Optional.empty(), answers);
    }

    public Assessment assessment() {
        return Assessment.of(answers);
    }

    /** What to start it with. */
    public Template starter() {
        return template.orElseGet(() -> Template.usual(assessment().choice()));
    }

    /** @throws IllegalArgumentException when it is no name */
    public static String requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'" + name + "' is not a name: at most 63 small letters, digits and dashes, beginning with a"
                            + " letter, such as damage-claims");
        }
        return name;
    }
}
