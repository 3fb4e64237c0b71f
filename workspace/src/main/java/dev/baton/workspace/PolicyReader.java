package dev.baton.workspace;

import dev.baton.json.Fields;
import dev.baton.policy.Policy;
import dev.baton.policy.Policy.AmountArguments;
import dev.baton.policy.Policy.ApprovalTerms;
import dev.baton.policy.Policy.Decision;
import dev.baton.policy.Policy.Example;
import dev.baton.policy.Policy.Fact;
import dev.baton.policy.Policy.Rule;
import dev.baton.policy.Policy.Window;
import dev.baton.policy.Share;
import dev.baton.tool.ToolName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads {@code policies/*.yaml}; the expressions in it are compiled by the core, which knows the tools. */
final class PolicyReader implements DefinitionReader<Policy> {

    @Override
    public Optional<Policy> read(String name, Fields fields, String body) {
        var facts = facts(fields);
        var windows = windows(fields);
        var ids = new LinkedHashSet<String>();
        var rules = new ArrayList<Rule>();
        for (var rule : fields.children("rules")) {
            rule(rule, ids).ifPresent(rules::add);
        }
        if (!fields.has("rules")) {
            fields.problem("", "'rules' is missing: a policy without rules denies every write");
        }
        var examples = new PolicyTestReader(facts.keySet(), windows.keySet(), ids);
        var tests = new ArrayList<Example>();
        for (var test : fields.children("tests")) {
            examples.read(test).ifPresent(tests::add);
        }
        return fields.endWith(() -> new Policy(name, facts, windows, rules, tests));
    }

    private static Map<String, Fact> facts(Fields fields) {
        var facts = new LinkedHashMap<String, Fact>();
        fields.childrenByName("facts").forEach((name, fact) -> {
            fact.required("read");
            var read = fact.parsed("read", ToolName::parse);
            var args = fact.object("args");
            fact.endWith(() -> new Fact(read.orElseThrow(), args)).ifPresent(sound -> facts.put(name, sound));
        });
        return facts;
    }

    private static Map<String, Window> windows(Fields fields) {
        var windows = new LinkedHashMap<String, Window>();
        fields.childrenByName("windows").forEach((name, window) -> {
            var per = window.text("per");
            var over = window.duration("over");
            if (over.isEmpty() && !window.has("over")) {
                window.problem("", "'over' is missing: how far back it looks, as P30D");
            } else if (over.filter(Duration::isZero).isPresent()) {
                window.problem("over", "a window is over a time that is longer than nothing");
            }
            var amount = window.optionalText("amount");
            var tools = window.parsedTexts("tools", ToolName::parse);
            if (tools.isEmpty() && !window.has("tools")) {
                window.problem("", "'tools' is missing: the writes that count in it");
            }
            window.endWith(() -> new Window(per, over.orElseThrow(), amount, tools))
                    .ifPresent(sound -> windows.put(name, sound));
        });
        return windows;
    }

    private static Optional<Rule> rule(Fields fields, Set<String> ids) {
        var id = fields.text("id");
        if (!ids.add(id)) {
            fields.problem("id", "another rule is called '" + id + "' too");
        }
        var decision = decision(fields);
        var tools = Stream.of(Decision.values())
                .flatMap(word -> fields.parsedTexts(word(word), ToolName::parse).stream())
                .toList();
        var when = fields.optionalText("when");
        var because = fields.optionalText("because");
        var approval = fields.child("approval").flatMap(PolicyReader::approval);
        if (fields.has("ask") && !fields.has("approval")) {
            fields.problem("", "a rule that asks needs 'approval' with 'by': who is asked");
        } else if (!fields.has("ask") && fields.has("approval")) {
            fields.problem("approval", "'approval' belongs to a rule that asks");
        }
        var reviewable = reviewable(fields);
        return fields.endWith(() -> new Rule(id, decision.orElseThrow(), tools, when, because, approval, reviewable));
    }

    /** Where nothing else is said, all of it is looked at. */
    private static Optional<Share> reviewable(Fields fields) {
        var reviewable = fields.flag("reviewable", false);
        var sample = fields.parsed("sample", Share::parse);
        if (reviewable && !fields.has("ask")) {
            fields.problem("reviewable", "only a rule that asks can be reviewable");
            return Optional.empty();
        }
        if (!reviewable && fields.has("sample")) {
            fields.problem("sample", "'sample' belongs to a rule that is 'reviewable: true'");
        }
        return reviewable ? Optional.of(sample.orElse(Share.ALL)) : Optional.empty();
    }

    private static Optional<Decision> decision(Fields fields) {
        var said = Stream.of(Decision.values())
                .filter(decision -> fields.has(word(decision)))
                .toList();
        if (said.size() != 1) {
            fields.problem(
                    "",
                    "a rule has exactly one of allow, ask and deny" + (said.isEmpty() ? "" : ", not " + said.size()));
            return Optional.empty();
        }
        if (fields.texts(word(said.getFirst())).isEmpty()) {
            fields.problem(word(said.getFirst()), "the rule names no tool");
        }
        return Optional.of(said.getFirst());
    }

    private static String word(Decision decision) {
        return decision.name().toLowerCase(Locale.ROOT);
    }

    private static Optional<AmountArguments> amount(Fields fields) {
        var minor = fields.text("minor");
        var currency = fields.text("currency");
        return fields.endWith(() -> new AmountArguments(minor, currency));
    }

    private static Optional<ApprovalTerms> approval(Fields fields) {
        var by = fields.text("by");
        var quorum = fields.whole("quorum").orElse(1L);
        if (quorum < 1 || quorum > 100) {
            fields.problem("quorum", "a quorum is between 1 and 100 people, not " + quorum);
        }
        var editable = fields.texts("editable");
        var expires = fields.duration("expires").orElse(ApprovalTerms.DEFAULT_EXPIRES);
        var useWithin = fields.duration("useWithin").orElse(ApprovalTerms.DEFAULT_USE_WITHIN);
        var amount = fields.child("amount").flatMap(PolicyReader::amount);
        return fields.endWith(() -> new ApprovalTerms(by, quorum.intValue(), editable, expires, useWithin, amount));
    }
}
