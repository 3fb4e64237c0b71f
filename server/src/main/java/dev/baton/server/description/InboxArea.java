package dev.baton.server.description;

import static dev.baton.server.description.Shapes.flag;
import static dev.baton.server.description.Shapes.list;
import static dev.baton.server.description.Shapes.named;
import static dev.baton.server.description.Shapes.text;
import static dev.baton.server.description.Shapes.time;
import static dev.baton.server.description.Shapes.words;

import dev.baton.engine.InboxView;
import dev.baton.inbox.Absence;
import dev.baton.inbox.InboxItem;
import dev.baton.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What waits for people, and who is away. */
final class InboxArea implements Area {
    private static final String TAG = "inbox";
    private static final String ITEM = "/api/inbox/{id}";

    @Override
    public Map<String, Json.Obj> schemas() {
        var item = Shape.of(InboxItem.class)
                .has("kind", words(InboxItem.Kind.class, InboxItem.Kind::word))
                .and(Shape.of(InboxView.class).without("item"));
        var all = new LinkedHashMap<String, Json.Obj>();
        all.put("InboxItem", item.closed());
        all.put(
                "InboxChange",
                Json.object(
                        "anyOf",
                        Json.array(
                                item.has("message", text()).closed(),
                                Shape.of().has("message", text()).closed())));
        all.put("Absence", Shape.of(Absence.class).closed());
        all.put(
                "Absences",
                Shape.of()
                        .has("message", text())
                        .has("absences", list(named("Absence")))
                        .closed());
        return all;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                inbox(),
                Operation.get(ITEM, "getInboxItem", TAG, "One item.").answers(200, "The item.", named("InboxItem")),
                change("/take", "takeInboxItem", "Takes an item, so that others leave it alone."),
                change("/give-back", "giveInboxItemBack", "Gives an item back."),
                change("/reassign", "reassignInboxItem", "Gives an item to somebody else.")
                        .body(Shape.of()
                                .has("to", text())
                                .mayHave("comment", text())
                                .closed()),
                change("/close", "closeInboxItem", "Tells that a failed handoff was dealt with.")
                        .optionalBody(Shape.of().mayHave("comment", text()).closed()),
                Operation.get("/api/absences", "listAbsences", TAG, "Who is away.")
                        .answers(200, "The absences.", list(named("Absence"))),
                Operation.post("/api/absences", "leave", TAG, "Notes that somebody is away; without person who asks.")
                        .optionalBody(Shape.of()
                                .mayHave("person", text())
                                .mayHave("until", time())
                                .closed())
                        .answers(200, "Who is away then.", named("Absences"))
                        .refuses(404),
                Operation.post("/api/absences/{person}/end", "comeBack", TAG, "Notes that somebody is back.")
                        .answers(200, "Who is away then.", named("Absences")));
    }

    private static Operation inbox() {
        return Operation.get("/api/inbox", "listInbox", TAG, "What waits for people, the most urgent first.")
                .query("kind", words(InboxItem.Kind.class, InboxItem.Kind::word), "Only this kind.")
                .query("role", text(), "Only what waits for this role.")
                .query("skill", text(), "Only what asks for this skill.")
                .query("rule", text(), "Only what this rule asks, as policy/rule.")
                .query("run", text(), "Only of this run.")
                .query("forMe", flag(), "Only what the caller may deal with.")
                .query("mine", flag(), "Only what the caller has taken.")
                .query("free", flag(), "Only what nobody has taken.")
                .query("overdue", flag(), "Only what should have been dealt with.")
                .query("q", text(), "Only what holds these words.")
                .query("cursor", text(), "The next of the page before.")
                .query("limit", Listings.limit(), Listings.LIMIT)
                .answers(
                        200,
                        "A page, with next where more follows.",
                        Shape.of()
                                .has("items", list(named("InboxItem")))
                                .mayHave("next", text())
                                .closed());
    }

    private static Operation change(String path, String id, String summary) {
        return Operation.post(ITEM + path, id, TAG, summary)
                .answers(200, "What was done, with the item where it is still there.", named("InboxChange"))
                .refuses(409);
    }
}
