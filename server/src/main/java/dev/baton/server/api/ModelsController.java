package dev.baton.server.api;

import dev.baton.json.Json;
import dev.baton.server.Platform;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The models of this server. */
@RestController
final class ModelsController {
    private final Platform platform;

    ModelsController(Platform platform) {
        this.platform = platform;
    }

    @GetMapping("/api/models")
    Json models() {
        return ModelForm.of(platform.models());
    }

    /** Asks each model one tiny thing; that may take as long as a call may. */
    @PostMapping("/api/models/check")
    Json check() throws InterruptedException {
        return ModelForm.of(platform.probeModels());
    }
}
