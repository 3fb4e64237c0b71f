package dev.baton.server.door.a2a;

import dev.baton.json.Digest;
import dev.baton.json.Json;
import dev.baton.principal.Principal;
import dev.baton.server.identity.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The card by which other agents find out what can be handed to the agents here, and how. */
final class AgentCard {
    static final String PATH = "/.well-known/agent-card.json";
    static final String DOOR = "/a2a";

    private final Tasks tasks;
    private final Identity identity;

    AgentCard(Tasks tasks, Identity identity) {
        this.tasks = tasks;
        this.identity = identity;
    }

    /** What anybody may know. */
    Json.Obj open(String origin) {
        return of(tasks.skills(Optional.empty()), origin);
    }

    /** What one caller may know: the skills that it may use. */
    Json.Obj of(Principal caller, String origin) {
        return of(tasks.skills(Optional.of(caller)), origin);
    }

    /** For caches: another card has another one. */
    static String tag(Json.Obj card) {
        return "\"" + Digest.of(card).toString().replace("sha256:", "") + "\"";
    }

    private Json.Obj of(Tasks.Skills skills, String origin) {
        var card = Json.object("name", Json.text(skills.name()))
                .with("description", skills.description())
                .with("version", skills.version())
                .with(
                        "supportedInterfaces",
                        Json.array(interfaceOf("JSONRPC", origin), interfaceOf("HTTP+JSON", origin)))
                .with("capabilities", capabilities(skills.extensions()))
                .with("defaultInputModes", Json.texts(List.of(Part.JSON, "text/plain")))
                .with("defaultOutputModes", Json.texts(List.of(Part.JSON)))
                .with("skills", Json.array(skills.skills()));
        return identity.isRequired() ? secured(card) : card;
    }

    private static Json.Obj interfaceOf(String binding, String origin) {
        return Json.object("url", Json.text(origin + DOOR))
                .with("protocolBinding", binding)
                .with("protocolVersion", Versions.SPOKEN);
    }

    private Json.Obj capabilities(List<Json.Obj> extensions) {
        var capabilities = Json.object("streaming", Json.bool(true))
                .with("pushNotifications", Json.bool(tasks.pushes().isPresent()))
                .with("extendedAgentCard", Json.bool(true));
        return extensions.isEmpty() ? capabilities : capabilities.with("extensions", Json.array(extensions));
    }

    private Json.Obj secured(Json.Obj card) {
        var schemes = Json.object(
                "bearer",
                Json.object(
                        "httpAuthSecurityScheme",
                        Json.object("scheme", Json.text("Bearer"))
                                .with("description", "A token of the identity provider, or a key of this server")));
        var requirements = new ArrayList<Json>(List.of(requirement("bearer")));
        for (var issuer : identity.issuers()) {
            var name = requirements.size() == 1 ? "oidc" : "oidc" + requirements.size();
            schemes = schemes.with(
                    name,
                    Json.object(
                            "openIdConnectSecurityScheme",
                            Json.object(
                                    "openIdConnectUrl",
                                    Json.text(issuer.replaceFirst("/+$", "") + "/.well-known/openid-configuration"))));
            requirements.add(requirement(name));
        }
        return card.with("securitySchemes", schemes).with("securityRequirements", Json.array(requirements));
    }

    private static Json.Obj requirement(String scheme) {
        return Json.object("schemes", Json.object(scheme, Json.object("list", Json.array())));
    }
}
