package dev.baton.principal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The people of a workspace.
 *
 * @param personas who there is, by id
 * @param members what else is known of those who work here, by id
 * @param duties what is expected of roles
 * @param skills which contracts and tools ask for a skill, by skill
 * @param notices how people are told that something waits for them
 * @param stuckAfter how long a run that waits for nothing may stand still before an operator has to know
 * @param credentials how programs prove who they are
 */
public record People(
        Map<String, Principal> personas,
        Map<String, Member> members,
        Duties duties,
        Map<String, List<String>> skills,
        Optional<Notices> notices,
        Duration stuckAfter,
        Credentials credentials) {
    public static final Duration DEFAULT_STUCK_AFTER = Duration.ofMinutes(15);
    public static final People NONE = new People(Map.of());

    public People {
        personas = Map.copyOf(personas);
        members = Map.copyOf(members);
        skills = Map.copyOf(skills);
        if (stuckAfter.isZero() || stuckAfter.isNegative()) {
            throw new IllegalArgumentException("a run is stuck after some time, not after " + stuckAfter);
        }
    }

    /** People who look by themselves. */
    public People(
            Map<String, Principal> personas,
            Map<String, Member> members,
            Duties duties,
            Map<String, List<String>> skills) {
        this(personas, members, duties, skills, Optional.empty(), DEFAULT_STUCK_AFTER, Credentials.NONE);
    }

    public People(Map<String, Principal> personas) {
        this(personas, Map.of(), Duties.NONE, Map.of());
    }

    /**
     * Somebody who works here.
     *
     * @param skills what they can judge
     * @param deputy who stands in for them while they are absent
     * @param limit up to how much they may approve; it takes the place of their role's
     * @param mail where notices reach them
     */
    public record Member(
            Set<String> skills, Optional<String> deputy, Optional<Allowance> limit, Optional<String> mail) {
        public static final Member PLAIN = new Member(Set.of(), Optional.empty(), Optional.empty(), Optional.empty());

        public Member {
            skills = Set.copyOf(skills);
        }
    }

    /**
     * How people are told.
     *
     * @param url where the console is, for links
     * @param mail the tool that sends {@code to}, {@code subject} and {@code text}
     */
    public record Notices(String url, Optional<String> mail, Optional<Webhook> webhook) {}

    /**
     * Who is told by HTTP.
     *
     * @param secret with which it is signed; a reference, not the secret itself
     * @param privateNetwork whether it may lead into the own network
     */
    public record Webhook(String url, String secret, boolean privateNetwork) {}

    public Optional<Principal> find(String id) {
        return Optional.ofNullable(personas.get(id));
    }

    public Member member(String id) {
        return members.getOrDefault(id, Member.PLAIN);
    }

    /** The skills that work on any of these contracts or tools asks for. */
    public Set<String> skillsFor(List<String> names) {
        var asked = new TreeSet<String>();
        skills.forEach((skill, of) -> {
            if (of.stream().anyMatch(names::contains)) {
                asked.add(skill);
            }
        });
        return asked;
    }

    /** Those who work here and have a role, by id. */
    public List<Principal> holding(String role) {
        return personas.values().stream()
                .filter(person -> person.kind() == Principal.Kind.PERSON && person.has(role))
                .sorted(java.util.Comparator.comparing(Principal::id))
                .toList();
    }
}
