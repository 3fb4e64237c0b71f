package dev.baton.policy;

import dev.baton.json.Json;
import dev.baton.tool.ToolName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A policy as its file says it. Within it the first rule that matches a call wins.
 *
 * @param facts reads that the policy itself declares, by the name that rules use
 * @param windows what is added up over time, by the name that rules use
 */
public record Policy(
        String name, Map<String, Fact> facts, Map<String, Window> windows, List<Rule> rules, List<Example> tests) {
    /** Without windows. */
    public Policy(String name, Map<String, Fact> facts, List<Rule> rules, List<Example> tests) {
        this(name, facts, Map.of(), rules, tests);
    }

    public Policy {
        rules = List.copyOf(rules);
        tests = List.copyOf(tests);
    }

    /** A read done at ruling time, with arguments from a template over {@code args} and {@code handoff}. */
    public record Fact(ToolName read, Json.Obj args) {}

    /**
     * What was done lately, added up, as {@code window('refunded')} tells a rule. It is exact: what is about to be done
     * counts from its intent on, and no two intents count on the same room.
     *
     * @param per a template over {@code args} and {@code handoff}: calls with the same value are added up together
     * @param over how far back
     * @param amount an expression over {@code args} and {@code handoff} for what a call adds; absent, each adds 1
     * @param tools whose calls are added
     */
    public record Window(String per, Duration over, Optional<String> amount, List<ToolName> tools) {
        public Window {
            tools = List.copyOf(tools);
            if (over.isZero() || over.isNegative()) {
                throw new IllegalArgumentException("a window is over a time that is longer than nothing");
            }
        }
    }

    /**
     * One rule.
     *
     * @param decision what happens to a call that matches
     * @param tools to which it applies
     * @param when a condition; absent matches always
     * @param because the rule in a sentence for people
     * @param approval for {@link Decision#ASK}: who decides, and how long that holds
     * @param reviewable for {@link Decision#ASK}: that an autonomous agent goes on without asking, and how much of that is
     *     looked at afterwards
     */
    public record Rule(
            String id,
            Decision decision,
            List<ToolName> tools,
            Optional<String> when,
            Optional<String> because,
            Optional<ApprovalTerms> approval,
            Optional<Share> reviewable) {
        public Rule {
            if (reviewable.isPresent() && decision != Decision.ASK) {
                throw new IllegalArgumentException("only what a rule asks can be looked at afterwards instead");
            }
        }

        /** A rule that always counts as it stands. */
        public Rule(
                String id,
                Decision decision,
                List<ToolName> tools,
                Optional<String> when,
                Optional<String> because,
                Optional<ApprovalTerms> approval) {
            this(id, decision, tools, when, because, approval, Optional.empty());
        }
    }

    /** From lenient to strict. */
    public enum Decision {
        ALLOW,
        ASK,
        DENY
    }

    /**
     * How a person is asked.
     *
     * @param by the role that may decide
     * @param quorum how many different people must approve
     * @param editable arguments that the approver may change
     * @param expires how long asking lasts, then the answer is no
     * @param useWithin how long a grant may be used
     * @param amount where the arguments say how much it is about, for the limits of those who approve
     */
    public record ApprovalTerms(
            String by,
            int quorum,
            List<String> editable,
            Duration expires,
            Duration useWithin,
            Optional<AmountArguments> amount) {
        public static final Duration DEFAULT_EXPIRES = Duration.ofDays(1);
        public static final Duration DEFAULT_USE_WITHIN = Duration.ofHours(1);

        public ApprovalTerms {
            editable = List.copyOf(editable);
            if (quorum < 1) {
                throw new IllegalArgumentException("a quorum is at least 1");
            }
        }

        /** Terms of something that is about no amount. */
        public ApprovalTerms(String by, int quorum, List<String> editable, Duration expires, Duration useWithin) {
            this(by, quorum, editable, expires, useWithin, Optional.empty());
        }
    }

    /**
     * Two arguments of a tool.
     *
     * @param minor the one with the amount, in minor units of the currency
     * @param currency the one with the currency's code, as ISO 4217 names it
     */
    public record AmountArguments(String minor, String currency) {}

    /** A test in the file: a call, what is given, and the verdict that must come out. */
    public record Example(
            String name, ToolName tool, Json.Obj args, Json.Obj given, Decision verdict, Optional<String> rule) {}
}
