package dev.baton.assess;

import dev.baton.json.Fields;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The workspaces that one can start from; each works on the systems of the sample back office. */
public enum Template {
    ORDER_HELP(Choice.ASSISTANT, "answers customers about their orders and about the shop"),
    REPLACEMENT(Choice.AGENT, "sends what arrived broken once more, and a colleague confirms what is expensive"),
    LOST_PARCEL(Choice.AGENT, "pays back orders whose parcel is overdue, as a carrier's report would ask for"),
    REFUND(Choice.HYBRID, "takes refund requests in a chat, and pays what the policy allows");

    private final Choice choice;
    private final String description;

    Template(Choice choice, String description) {
        this.choice = choice;
        this.description = description;
    }

    /** The one to begin with when nobody said which. */
    public static Template usual(Choice choice) {
        return Arrays.stream(values())
                .filter(template -> template.choice == choice)
                .findFirst()
                .orElseThrow();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(Template::word).toList();
    }

    /** @throws IllegalArgumentException naming the templates that there are */
    public static Template parse(String word) {
        return Arrays.stream(values())
                .filter(template -> template.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no template '" + word + "', only "
                        + String.join(", ", words()) + Fields.suggestion(word, words())));
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Choice choice() {
        return choice;
    }

    /** What the workspace does, as it goes on after its name. */
    public String description() {
        return description;
    }

    /** Paths within the workspace, by name. */
    List<String> files() {
        var own = switch (this) {
            case ORDER_HELP ->
                Stream.of(
                        "assistants/help.md",
                        "connections/orders.yaml",
                        "knowledge/guide.yaml",
                        "knowledge/guide/delivery.md",
                        "knowledge/guide/returns.md");
            case REPLACEMENT ->
                Stream.of(
                        "agents/replacements.md",
                        "connections/crm.yaml",
                        "connections/orders.yaml",
                        "connections/shipping.yaml",
                        "contracts/send-replacement.yaml",
                        "playbooks/replace-and-note.yaml",
                        "policies/replacements.yaml");
            case LOST_PARCEL ->
                Stream.of(
                        "agents/lost-parcels.md",
                        "connections/billing.yaml",
                        "connections/crm.yaml",
                        "connections/orders.yaml",
                        "connections/shipping.yaml",
                        "contracts/lost-parcel.yaml",
                        "playbooks/pay-back-lost.yaml",
                        "policies/lost-parcels.yaml");
            case REFUND ->
                Stream.of(
                        "agents/refunds.md",
                        "assistants/desk.md",
                        "connections/billing.yaml",
                        "connections/crm.yaml",
                        "connections/orders.yaml",
                        "contracts/refund-request.yaml",
                        "knowledge/guide.yaml",
                        "knowledge/guide/delivery.md",
                        "knowledge/guide/returns.md",
                        "playbooks/refund-and-note.yaml",
                        "policies/refunds.yaml");
        };
        return Stream.concat(Stream.of("README.md", "people.yaml"), own).toList();
    }
}
