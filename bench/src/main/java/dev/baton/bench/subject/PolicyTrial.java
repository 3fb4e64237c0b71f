package dev.baton.bench.subject;

import dev.baton.bench.load.Work;
import dev.baton.json.Json;
import dev.baton.policy.Budget;
import dev.baton.policy.Origins;
import dev.baton.policy.Policy;
import dev.baton.policy.PolicySet;
import dev.baton.policy.Question;
import dev.baton.principal.Principal;
import dev.baton.store.sqlite.SqliteEventStore;
import dev.baton.store.sqlite.SqliteViewStore;
import dev.baton.tool.ToolName;
import dev.baton.tool.ToolSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What rules cost: by themselves, and in the time of a run. */
public final class PolicyTrial {
    private static final Principal CALLER = Principal.of(Principal.Kind.SERVICE, "bench");
    private static final Json.Obj INPUT =
            Json.object("customer", Json.text("CUS-0001")).with("n", Json.number(0));

    private PolicyTrial() {}

    /** Rulings per second on one core, of a write that every rule is asked about. */
    public static double verdictsPerSecond(int rules, Duration watched) {
        var policies = policies(rules);
        var question = question();
        rule(policies, question, watched.dividedBy(2));
        return rule(policies, question, watched);
    }

    private static double rule(PolicySet policies, Question question, Duration watched) {
        var begun = System.nanoTime();
        var until = begun + watched.toNanos();
        var rulings = 0L;
        while (System.nanoTime() < until) {
            if (policies.rule(question, Map.of()).decision() != Policy.Decision.ALLOW) {
                throw new IllegalStateException("the write is to be allowed, by the last rule");
            }
            rulings++;
        }
        return rulings * 1e9 / (System.nanoTime() - begun);
    }

    private static PolicySet policies(int rules) {
        Map<ToolName, ToolSpec> tools =
                new OfficeTools().specs().stream().collect(Collectors.toMap(ToolSpec::name, Function.identity()));
        var catalog = Office.catalog(rules);
        var input = catalog.contract(Work.WRITES.word()).orElseThrow().input();
        return switch (PolicySet.compile(catalog.policies(), tools, input)) {
            case PolicySet.Compilation.Compiled(var compiled) -> compiled;
            case PolicySet.Compilation.Broken(var problems) -> throw new IllegalStateException("" + problems);
        };
    }

    private static Question question() {
        var tool = new OfficeTools()
                .specs().stream()
                        .filter(spec -> spec.name().equals(OfficeTools.WRITE))
                        .findFirst()
                        .orElseThrow();
        var handoff = Json.object("id", Json.text("h-1"))
                .with("contract", Work.WRITES.word())
                .with("input", INPUT);
        var origins = new Origins(Json.object("customer", Json.array(Json.text("input"))));
        return new Question(tool, INPUT, origins, CALLER, Work.WRITES.word(), handoff, Budget.UNUSED, Instant.EPOCH);
    }

    /** The median time of one effect of a run on SQLite, one run at a time. */
    public static Duration perEffect(int rules, Path folder, int runs) throws InterruptedException {
        try (var baton = EmbeddedBaton.on(
                SqliteEventStore.open(folder), SqliteViewStore.open(folder.resolve("views.db")), rules)) {
            times(baton, runs);
            var times = times(baton, runs);
            Arrays.sort(times);
            return Duration.ofNanos(times[times.length / 2] / Work.STEPS);
        }
    }

    private static long[] times(EmbeddedBaton baton, int runs) throws InterruptedException {
        var times = new long[runs];
        for (var i = 0; i < runs; i++) {
            var begun = System.nanoTime();
            baton.complete(baton.submit(Work.WRITES.word()).id());
            times[i] = System.nanoTime() - begun;
        }
        return times;
    }
}
