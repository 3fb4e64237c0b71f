package dev.baton.workspace;

import dev.baton.json.Fields;
import dev.baton.principal.Allowance;
import dev.baton.principal.Duties;
import dev.baton.principal.Duties.Duty;
import dev.baton.principal.People;
import dev.baton.principal.People.Member;
import dev.baton.principal.Principal;
import dev.baton.principal.Principal.Kind;
import dev.baton.tool.ToolName;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Reads {@code people.yaml}. Operators and services hand in work for customers as their daily business, so they get the
 * right to {@linkplain Principal#ACT_FOR act for others} without the file saying it.
 */
final class PeopleReader implements DefinitionReader<People> {
    static final String OPERATOR = "operator";

    static final Pattern SECRET = Pattern.compile("\\$\\{secret\\.[A-Za-z_][A-Za-z0-9_]{0,127}}");
    private static final List<String> KINDS = List.of("person", "customer", "service");

    @Override
    public Optional<People> read(String name, Fields fields, String body) {
        fields.required("people");
        Map<String, Principal> personas = new LinkedHashMap<>();
        Map<String, Member> members = new LinkedHashMap<>();
        var people = fields.childrenByName("people");
        people.forEach((id, person) -> {
            var member = member(person);
            persona(id, person).ifPresent(sound -> {
                personas.put(id, sound);
                member.filter(it -> !it.equals(Member.PLAIN)).ifPresent(it -> members.put(id, it));
            });
        });
        var duties = new LinkedHashMap<String, Duty>();
        var roles = fields.childrenByName("roles");
        roles.forEach((role, duty) -> duty(duty).ifPresent(sound -> duties.put(role, sound)));
        var skills = skills(fields);
        members.forEach((id, member) -> checkMember(id, member, personas, skills, fields, people));
        checkRoles(roles, duties, personas, fields);
        var stuckAfter = fields.duration("stuckAfter").orElse(People.DEFAULT_STUCK_AFTER);
        var notices = fields.child("notices").flatMap(PeopleReader::notices);
        var credentials = CredentialsReader.read(fields, personas);
        return fields.endWith(
                () -> new People(personas, members, new Duties(duties), skills, notices, stuckAfter, credentials));
    }

    private static Optional<People.Notices> notices(Fields fields) {
        var url = fields.text("url");
        if (fields.has("url") && !url.matches("https?://\\S+")) {
            fields.problem("url", "'" + url + "' is not where the console is, as in https://baton.example.org");
        }
        var mail = fields.optionalText("mail");
        fields.parsed("mail", ToolName::parse);
        var webhook = fields.child("webhook").flatMap(PeopleReader::webhook);
        return fields.endWith(() -> new People.Notices(url, mail, webhook));
    }

    private static Optional<People.Webhook> webhook(Fields fields) {
        var url = fields.text("url");
        var secret = fields.text("secret");
        if (fields.has("secret") && !SECRET.matcher(secret).matches()) {
            fields.problem("secret", "a secret does not belong in a file; write ${secret.NAME}");
        }
        var network = fields.word("network", List.of("private"));
        return fields.endWith(() -> new People.Webhook(url, secret, network.isPresent()));
    }

    private static Map<String, List<String>> skills(Fields fields) {
        var skills = new LinkedHashMap<String, List<String>>();
        fields.child("skills")
                .ifPresent(child -> child.names().forEach(skill -> skills.put(skill, child.texts(skill))));
        return skills;
    }

    private static Optional<Principal> persona(String id, Fields fields) {
        var kind = fields.word("kind", KINDS)
                .map(word -> Kind.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(Kind.PERSON);
        var roles = new LinkedHashSet<>(fields.texts("roles"));
        if (kind == Kind.CUSTOMER && !roles.isEmpty()) {
            fields.problem("roles", "a customer has no roles");
        }
        if (kind == Kind.SERVICE || roles.contains(OPERATOR)) {
            roles.add(Principal.ACT_FOR);
        }
        return fields.endWith(() -> new Principal(kind, id, roles, Optional.empty()));
    }

    private static Optional<Member> member(Fields fields) {
        var skills = fields.texts("skills");
        var deputy = fields.optionalText("deputy");
        var limit = fields.parsed("limit", Allowance::parse);
        var mail = fields.optionalText("mail");
        if (mail.isPresent() && !mail.get().matches("[^\\s@<>,;]+@[^\\s@<>,;]+")) {
            fields.problem("mail", "'" + mail.get() + "' is not a mail address");
        }
        return Optional.of(new Member(Set.copyOf(skills), deputy, limit, mail));
    }

    private static Optional<Duty> duty(Fields fields) {
        var due = fields.duration("due");
        var escalate = fields.optionalText("escalate");
        var limit = fields.parsed("limit", Allowance::parse);
        return fields.endWith(() -> new Duty(due, escalate, limit));
    }

    private static void checkMember(
            String id,
            Member member,
            Map<String, Principal> personas,
            Map<String, List<String>> skills,
            Fields fields,
            Map<String, Fields> people) {
        var place = people.getOrDefault(id, fields);
        member.deputy().ifPresent(deputy -> {
            var known = Optional.ofNullable(personas.get(deputy)).filter(it -> it.kind() == Kind.PERSON);
            if (deputy.equals(id)) {
                place.problem("deputy", "nobody stands in for themselves");
            } else if (known.isEmpty()) {
                place.problem(
                        "deputy", "there is no person '" + deputy + "'" + Fields.suggestion(deputy, personas.keySet()));
            }
        });
        member.skills().stream()
                .filter(skill -> !skills.containsKey(skill))
                .sorted()
                .forEach(skill -> place.problem(
                        "skills",
                        "nothing asks for the skill '" + skill + "'" + Fields.suggestion(skill, skills.keySet())));
    }

    private static void checkRoles(
            Map<String, Fields> roles, Map<String, Duty> duties, Map<String, Principal> personas, Fields fields) {
        var known = new TreeSet<>(duties.keySet());
        known.add(OPERATOR);
        personas.values().forEach(person -> known.addAll(person.roles()));
        duties.forEach((role, duty) -> duty.escalate()
                .filter(next -> !known.contains(next))
                .ifPresent(next -> roles.getOrDefault(role, fields)
                        .problem("escalate", "nobody has the role '" + next + "'" + Fields.suggestion(next, known))));
    }

    /** Every role that the file names; none when it says nothing of roles. */
    static Set<String> named(People people) {
        var named = new TreeSet<>(people.duties().byRole().keySet());
        people.personas().values().forEach(person -> named.addAll(person.roles()));
        named.remove(Principal.ACT_FOR);
        if (!named.isEmpty()) {
            named.add(OPERATOR);
        }
        return named;
    }
}
