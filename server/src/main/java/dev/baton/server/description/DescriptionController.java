package dev.baton.server.description;

import dev.baton.json.Json;
import dev.baton.principal.Principal;
import dev.baton.server.Platform;
import dev.baton.server.door.BatonVersion;
import dev.baton.server.identity.Identity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Gives the description of the API to whoever asks. */
@RestController
final class DescriptionController {
    private final Platform platform;
    private final ApiDescription description;

    DescriptionController(Platform platform, Identity identity) {
        this.platform = platform;
        this.description = new ApiDescription(BatonVersion.read(), identity.isRequired());
    }

    @GetMapping("/api/openapi.json")
    Json describe(Principal principal) {
        return description.of(platform.contracts(), principal);
    }
}
