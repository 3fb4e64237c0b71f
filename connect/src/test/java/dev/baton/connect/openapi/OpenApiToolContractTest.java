package dev.baton.connect.openapi;

import dev.baton.connect.Given;
import dev.baton.connect.ShopCase;
import dev.baton.testkit.tool.ToolCase;
import dev.baton.testkit.tool.ToolContract;
import java.util.Optional;

class OpenApiToolContractTest extends ToolContract {
    private static final String ID =
            "{\"type\": \"object\", \"required\": [\"id\"], \"properties\": {\"id\": {\"type\":" + " \"string\"}}}";
    private static final String DOCUMENT = """
            {"openapi": "3.1.0", "info": {"title": "Shop", "version": "1"}, "paths": {
              "/order": {"get": {"operationId": "read", "responses": {"2XX": {"description": "ok",
                "content": {"application/json": {"schema": %s}}}}}},
              "/refunds": {"post": {"operationId": "write", "requestBody": {"required": true, "content":
                {"application/json": {"schema": {"type": "object", "required": ["amountMinor"], "additionalProperties": false,
                  "properties": {"amountMinor": {"type": "integer"}}}}}},
                "responses": {"2XX": {"description": "ok", "content": {"application/json": {"schema": %s}}}}}}}}""".formatted(ID, ID);

    @Override
    protected ToolCase open() throws InterruptedException {
        return new ShopCase(
                system -> Given.connection(system.describedBy(DOCUMENT).descriptionUrl())
                        .tool("read")
                        .tool("write", Given.keyed("write", "Idempotency-Key"))
                        .auth("${secret.TOKEN}", Optional.empty())
                        .definition());
    }
}
