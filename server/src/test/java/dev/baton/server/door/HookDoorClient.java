package dev.baton.server.door;

import dev.baton.json.Json;
import dev.baton.server.door.hook.Carrier;
import dev.baton.server.fake.ApiClient;
import dev.baton.server.story.Shop;
import java.util.Optional;

/** A sender of webhooks. The door leads one way; what becomes of a handoff an operator sees and relays by the API. */
final class HookDoorClient implements DoorClient {
    private final ApiClient api;
    private final ApiDoor operator;
    private final Carrier carrier;

    HookDoorClient(String url) {
        this.api = ApiClient.of(url);
        this.operator = new ApiDoor(url, "omar");
        this.carrier = new Carrier(api, "/hooks/carrier-scan", Shop.CARRIER_SECRET);
    }

    @Override
    public Reply submit(String contract, Json.Obj input, String key) {
        var answer = deliver(input, key);
        return answer.status() == 202 ? new Reply.Accepted(answer.textAt("id")) : new Reply.Refused(answer.text());
    }

    ApiClient.Answer deliver(Json.Obj input, String key) {
        var event =
                Json.object("type", Json.text("parcel.damaged")).with("id", key).with("data", input);
        return carrier.deliver("msg-" + key, event);
    }

    @Override
    public Optional<Shown> look(String handoff) {
        return operator.look(handoff);
    }

    @Override
    public Shown awaitEnd(String handoff) {
        return operator.awaitEnd(handoff);
    }

    @Override
    public void answer(String handoff, Json value) {
        operator.answer(handoff, value);
    }

    @Override
    public void cancel(String handoff) {
        operator.cancel(handoff);
    }

    @Override
    public void close() {
        operator.close();
        api.close();
    }
}
