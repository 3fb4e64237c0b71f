package dev.baton.server.api;

import dev.baton.engine.InboxView;
import dev.baton.inbox.Absence;
import dev.baton.json.Json;
import dev.baton.json.JsonMapping;
import java.util.List;

/** What waits for people, as JSON. */
final class InboxForm {
    private InboxForm() {}

    /** The item's own members and how it stands, in one object. */
    static Json.Obj of(InboxView view) {
        var form =
                JsonMapping.toJson(view.item()).with("kind", view.item().kind().word());
        for (var member : JsonMapping.toJson(view).members().entrySet()) {
            if (!member.getKey().equals("item")) {
                form = form.with(member.getKey(), member.getValue());
            }
        }
        return form;
    }

    static Json of(List<Absence> absences) {
        return Json.array(absences.stream().map(JsonMapping::toJson).toList());
    }
}
