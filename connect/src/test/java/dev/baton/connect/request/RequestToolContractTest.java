package dev.baton.connect.request;

import dev.baton.connect.Given;
import dev.baton.connect.ShopCase;
import dev.baton.json.Json;
import dev.baton.testkit.tool.ToolCase;
import dev.baton.testkit.tool.ToolContract;
import dev.baton.tool.Access;
import dev.baton.tool.Idempotency;
import java.time.Duration;
import java.util.Optional;

class RequestToolContractTest extends ToolContract {
    private static final Json.Obj ID = Json.parse(
                    "{\"type\": \"object\", \"required\": [\"id\"], \"properties\": {\"id\": {\"type\": \"string\"}}}")
            .asObject();

    @Override
    protected ToolCase open() throws InterruptedException {
        return new ShopCase(system -> Given.connection(system.url())
                .type("http")
                .tool("read", Given.declared(Given.request("GET", "/order", "{}", ID), Access.READ, Optional.empty()))
                .tool(
                        "write",
                        Given.declared(
                                Given.request("POST", "/refunds", "{\"amountMinor\": {\"type\": \"integer\"}}", ID),
                                Access.WRITE,
                                Optional.of(new Idempotency.Key("Idempotency-Key", Duration.ofDays(1)))))
                .auth("${secret.TOKEN}", Optional.empty())
                .definition());
    }
}
