package dev.baton.server.api;

import dev.baton.engine.Switchboard;
import dev.baton.engine.Switchboard.Turned;
import dev.baton.json.Fields;
import dev.baton.json.Json;
import dev.baton.json.JsonMapping;
import dev.baton.policy.Switches.Kind;
import dev.baton.policy.Switches.Off;
import dev.baton.principal.Principal;
import dev.baton.server.http.ProblemException;
import java.util.Arrays;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Switching agents, tools and connections off and on; for operators. */
@RestController
final class SwitchesController {
    private final Switchboard board;

    SwitchesController(Switchboard board) {
        this.board = board;
    }

    /** What is off, and everything that could be. */
    @GetMapping("/api/switches")
    Json list() {
        var answer = Json.object(
                "off",
                Json.array(board.off().stream().map(SwitchesController::form).toList()));
        for (var kind : Kind.values()) {
            answer = answer.with(kind.word() + "s", Json.texts(board.names(kind)));
        }
        return answer;
    }

    @PostMapping("/api/switches/{kind}/{name}")
    Json turn(@PathVariable String kind, @PathVariable String name, @RequestBody Json body, Principal principal) {
        var fields = Fields.of(body);
        fields.required("on");
        var on = fields.flag("on", true);
        var reason = fields.optionalText("reason").filter(text -> !text.isBlank());
        ProblemException.unlessSound(fields);
        return switch (board.turn(kind(kind), name, on, reason, principal)) {
            case Turned.Done(var off) ->
                off.map(SwitchesController::form)
                        .orElseGet(() -> Json.object("kind", Json.text(kind)).with("name", name))
                        .with("on", Json.bool(off.isEmpty()));
            case Turned.NotAllowed(var message) -> throw ProblemException.forbidden(message);
            case Turned.NotFound(var message) -> throw ProblemException.notFound(message);
        };
    }

    private static Kind kind(String word) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound(
                        "there are switches of agents, tools and connections, not of a '" + word + "'"));
    }

    private static Json.Obj form(Off off) {
        return JsonMapping.toJson(off).with("kind", off.kind().word());
    }
}
