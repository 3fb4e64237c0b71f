package dev.baton.server.identity;

import dev.baton.json.Json;
import dev.baton.server.http.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells programs where to get a token for a door (OAuth 2.0 Protected Resource Metadata, RFC 9728). */
@RestController
public final class ProtectedResource {
    private final Identity identity;

    public ProtectedResource(Identity identity) {
        this.identity = identity;
    }

    @GetMapping(Identity.METADATA + "/**")
    Json metadata(HttpServletRequest request) {
        if (identity.issuers().isEmpty()) {
            throw ProblemException.notFound("No tokens are issued for this server.");
        }
        var door = request.getRequestURI().substring(Identity.METADATA.length());
        return Json.object("resource", Json.text(Identity.origin(request) + door))
                .with("authorization_servers", Json.texts(identity.issuers()))
                .with("bearer_methods_supported", Json.texts(java.util.List.of("header")))
                .with("resource_name", "Baton");
    }
}
