package dev.baton.agent;

import dev.baton.policy.Level;
import dev.baton.run.Limits;
import dev.baton.run.OnFailure;
import dev.baton.run.Planning;
import dev.baton.tool.ToolName;
import java.util.List;
import java.util.Optional;

/**
 * An agent as its file says it.
 *
 * @param performs the contracts it carries out
 * @param tools granted to it; nothing else can be in its plans
 * @param policies that judge its writes
 */
public record AgentDefinition(
        String name,
        String description,
        List<String> performs,
        String goal,
        List<ToolName> tools,
        List<String> policies,
        Planner planner,
        Autonomy autonomy,
        Limits limits,
        OnFailure onFailure,
        String instructions) {

    /** Where its plans come from. */
    public sealed interface Planner {
        /** A plan written by a person. */
        record Playbook(String name) implements Planner {}

        /**
         * Plans that a model makes.
         *
         * @param how it plans
         * @param fallback the playbook that is used when the model cannot
         */
        record Model(Planning how, Optional<String> fallback) implements Planner {}

        /** How a model plans, when one does. */
        default Optional<Planning> planning() {
            return switch (this) {
                case Playbook ignored -> Optional.empty();
                case Model it -> Optional.of(it.how());
            };
        }

        /** The playbook that there has to be. */
        default Optional<String> playbook() {
            return switch (this) {
                case Playbook it -> Optional.of(it.name());
                case Model it -> it.fallback();
            };
        }
    }

    /** How much it may do by itself; a {@link dev.baton.policy.Level} by the same name. */
    public enum Autonomy {
        /** Nothing is done. */
        SHADOW,
        /** Every write is confirmed. */
        PROPOSE,
        /** Policy decides. */
        SUPERVISED,
        /** Policy decides, and what is marked reviewable is looked at afterwards. */
        AUTONOMOUS;

        public Level level() {
            return switch (this) {
                case SHADOW -> Level.SHADOW;
                case PROPOSE -> Level.PROPOSE;
                case SUPERVISED -> Level.SUPERVISED;
                case AUTONOMOUS -> Level.AUTONOMOUS;
            };
        }
    }
}
