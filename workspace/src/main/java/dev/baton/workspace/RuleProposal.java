package dev.baton.workspace;

import dev.baton.json.Fields;
import dev.baton.json.Json;
import dev.baton.policy.Policy;
import dev.baton.tool.ToolSpec;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A policy file with one rule more, for what people were asked and would always allow. It is only text, to be looked at
 * and put into the workspace by a person: nothing here changes a file.
 *
 * @param file relative to the workspace
 * @param text of the whole file as it would be
 * @param diff in the unified form, from the file as it is
 * @param rule the id of the new rule
 * @param notes what a person has to look at before they use it
 * @param policy what the text says
 */
public record RuleProposal(Path file, String text, String diff, String rule, List<String> notes, Policy policy) {
    public RuleProposal {
        notes = List.copyOf(notes);
    }

    /**
     * What people were asked.
     *
     * @param rule the id of the rule that asks, without its policy
     * @param facts that the policy read, by name
     * @param input of the handoff
     * @param principalKind for whom it was done, as {@code customer}
     */
    public record Asked(
            String rule,
            ToolSpec tool,
            Json.Obj args,
            Json.Obj facts,
            Json.Obj input,
            String principalKind,
            String principalId,
            Instant now) {}

    /** Something that the text does not allow to be proposed, in words. */
    public static final class NotPossible extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotPossible(String message) {
            super(message);
        }
    }

    /** @throws NotPossible when the file has no such rule, or is written so that a rule cannot be put before it */
    public static RuleProposal of(Path file, String name, String text, Asked asked) {
        var document = YamlReader.read(text);
        var before = policy(name, document.json())
                .orElseThrow(() -> new NotPossible(file + " cannot be read any more; mend it first"));
        var ids = before.rules().stream().map(Policy.Rule::id).toList();
        var at = ids.indexOf(asked.rule());
        if (at < 0) {
            throw new NotPossible(file + " has no rule '" + asked.rule() + "' any more");
        }
        var id = freeId("allow-" + asked.tool().name().operation().toLowerCase(java.util.Locale.ROOT), Set.copyOf(ids));
        var words = new RuleWords(asked, before.rules().get(at), id);
        var change = new TextChange(text);
        var _ = change.insertItem(document.position("/rules/" + at), words.rule())
                .orElseThrow(() -> new NotPossible(file + " has its rules in one line; put this before the rule '"
                        + asked.rule() + "' by hand:\n" + String.join("\n", words.rule())));
        if (before.tests().isEmpty()) {
            change.append(words.firstTest());
        } else {
            var _ = change.insertItem(document.position("/tests/0"), words.test())
                    .orElseThrow(() -> new NotPossible(file + " has its tests in one line; write them in several"));
        }
        var after = policy(name, YamlReader.read(change.text()).json())
                .orElseThrow(() -> new NotPossible("the file that came out cannot be read; write the rule by hand"));
        return new RuleProposal(file, change.text(), change.diff(file), id, words.notes(), after);
    }

    private static String freeId(String wanted, Set<String> taken) {
        var id = wanted;
        for (var n = 2; taken.contains(id); n++) {
            id = wanted + "-" + n;
        }
        return id;
    }

    private static Optional<Policy> policy(String name, Json json) {
        var fields = Fields.of(json);
        fields.required("kind");
        fields.required("name");
        return new PolicyReader().read(name, fields, "");
    }
}
