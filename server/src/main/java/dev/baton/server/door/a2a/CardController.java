package dev.baton.server.door.a2a;

import dev.baton.json.Json;
import dev.baton.principal.Principal;
import dev.baton.server.identity.Identity;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where other agents look first. */
@RestController
final class CardController {
    private static final CacheControl CACHE =
            CacheControl.maxAge(Duration.ofMinutes(5)).cachePrivate();

    private final AgentCard card;
    private final Identity identity;
    /** What the card tells comes from files that are read at the start. */
    private final Instant started = Instant.now();

    CardController(AgentCard card, Identity identity) {
        this.card = card;
        this.identity = identity;
    }

    @GetMapping(AgentCard.PATH)
    ResponseEntity<Json> card(HttpServletRequest request, Principal principal) {
        var isKnown = !identity.isRequired() || request.getHeader(HttpHeaders.AUTHORIZATION) != null;
        var origin = Exchange.origin(request);
        var shown = isKnown ? card.of(principal, origin) : card.open(origin);
        return ResponseEntity.ok()
                .cacheControl(CACHE)
                .eTag(AgentCard.tag(shown))
                .lastModified(started)
                .varyBy(HttpHeaders.AUTHORIZATION)
                .body(shown);
    }
}
