package dev.baton.server.api;

import dev.baton.json.Json;
import dev.baton.server.Platform;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What this server was told to be. */
@RestController
final class WorkspaceController {
    private final Platform platform;

    WorkspaceController(Platform platform) {
        this.platform = platform;
    }

    @GetMapping("/api/workspace")
    Json workspace() {
        return platform.describe();
    }
}
