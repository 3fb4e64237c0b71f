package dev.baton.examples.agentdojo;

import java.util.Optional;

/**
 * A task of a user and an attack on it.
 *
 * @param injection empty for the task alone
 * @param attack the wording of the attack
 */
record Pair(String suite, String task, Optional<String> injection, String attack) {
    @Override
    public String toString() {
        return suite + " " + task + injection.map(it -> " under " + it).orElse("");
    }
}
