package dev.baton.server.door.callback;

import dev.baton.engine.CallbackView;
import dev.baton.engine.MessageView;
import dev.baton.json.Json;
import dev.baton.json.JsonMapping;
import java.util.Locale;

/** Subscriptions and messages as JSON. */
final class CallbackForm {
    private CallbackForm() {}

    static Json.Obj of(CallbackView view) {
        return JsonMapping.toJson(view)
                .with(
                        "waiting",
                        Json.array(view.waiting().stream().map(CallbackForm::of).toList()));
    }

    static Json.Obj of(MessageView view) {
        return JsonMapping.toJson(view).with("state", word(view.state()));
    }

    static String word(MessageView.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
