package dev.baton.server.description;

import dev.baton.json.Json;

/** The parameters of lists. */
final class Listings {
    static final String LIMIT = "At most so many, 50 when nothing is said; more than 500 are cut to that.";

    private Listings() {}

    static Json.Obj limit() {
        return Json.object("type", Json.text("integer"))
                .with("minimum", Json.number(1))
                .with("default", Json.number(50));
    }
}
