package dev.baton.testkit.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Digest;
import dev.baton.policy.Policy.Decision;
import dev.baton.run.RunEvent;
import dev.baton.run.StepId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What holds of the events of any run. */
final class Promises {
    private Promises() {}

    /** Each effect is intended before it is settled, and settled once. */
    static void assertEffects(List<RunEvent> events) {
        var intended = new HashSet<String>();
        var settled = new HashSet<String>();
        var halted = false;
        for (var event : events) {
            switch (event) {
                case RunEvent.Halted ignored -> halted = true;
                case RunEvent.Resumed ignored -> halted = false;
                case RunEvent.EffectIntended it -> {
                    assertThat(intended.add(it.effect())).isTrue();
                    assertThat(halted).as("switched off at %s", it).isFalse();
                }
                case RunEvent.EffectResent it -> {
                    assertThat(halted).as("switched off at %s", it).isFalse();
                    assertThat(intended).contains(it.effect());
                    assertThat(settled).doesNotContain(it.effect());
                }
                case RunEvent.CompletedByHand it ->
                    it.effect()
                            .ifPresent(effect -> assertThat(intended.add(effect) && settled.add(effect))
                                    .as("an effect of its own")
                                    .isTrue());
                case RunEvent.EffectConfirmed it -> settle(intended, settled, it.effect());
                case RunEvent.EffectFailed it -> settle(intended, settled, it.effect());
                case RunEvent.EffectResolvedByHand it -> settle(intended, settled, it.effect());
                case RunEvent.EffectReconciled it when it.happened() -> settle(intended, settled, it.effect());
                case RunEvent other -> assertThat(other).isNotNull();
            }
        }
    }

    private static void settle(Set<String> intended, Set<String> settled, String effect) {
        assertThat(intended).as("intended before settled").contains(effect);
        assertThat(settled.add(effect)).as("settled once").isTrue();
    }

    /** Right before every intent stands the ruling on exactly its arguments, and where that asks, an unused grant. */
    static void assertPermission(List<RunEvent> events) {
        var rulings = new HashMap<StepId, RunEvent.Ruled>();
        var asked = new HashMap<String, Digest>();
        var granted = new HashSet<String>();
        for (var event : events) {
            switch (event) {
                case RunEvent.Ruled it -> {
                    rulings.put(it.step(), it);
                    assertOrigins(it);
                }
                case RunEvent.ApprovalAsked it -> asked.put(it.approval(), it.digest());
                case RunEvent.ApprovalGranted it ->
                    assertThat(granted.add(it.approval())).isTrue();
                case RunEvent.ApprovalVoided it -> granted.remove(it.approval());
                case RunEvent.EffectIntended it -> assertPermitted(it, rulings, asked, granted);
                case RunEvent other -> assertThat(other).isNotNull();
            }
        }
    }

    /** Whoever had a part in an argument is told, and every argument comes from somewhere. */
    private static void assertOrigins(RunEvent.Ruled ruled) {
        var origins = ruled.origins().orElseThrow();
        ruled.args()
                .members()
                .keySet()
                .forEach(argument -> assertThat(origins.at(argument))
                        .as("%s of %s", argument, ruled)
                        .isNotEmpty()
                        .doesNotContain("unknown"));
    }

    private static void assertPermitted(
            RunEvent.EffectIntended intended,
            Map<StepId, RunEvent.Ruled> rulings,
            Map<String, Digest> asked,
            Set<String> granted) {
        var ruling = rulings.get(intended.step());
        assertThat(ruling).as("ruled before intended").isNotNull();
        if (ruling != null) {
            assertThat(ruling.digest()).isEqualTo(intended.digest());
            assertThat(ruling.ruling().decision()).isNotEqualTo(Decision.DENY);
            assertThat(intended.unasked().isPresent())
                    .as("unasked only where the level lets it")
                    .isEqualTo(ruling.ruling().goesOnUnasked());
            if (ruling.ruling().decision() == Decision.ASK) {
                var approval = intended.approval().orElseThrow();
                assertThat(granted.remove(approval))
                        .as("granted, and used once")
                        .isTrue();
                assertThat(asked.get(approval)).as("for these arguments").isEqualTo(intended.digest());
            }
        }
    }
}
