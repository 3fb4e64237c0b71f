package dev.baton.connect.openapi;

import dev.baton.connect.http.Origin;
import dev.baton.connect.source.Words;
import dev.baton.json.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the address under which an operation is called. A description is data from outside: it may choose a path, but
 * not send requests (and the credentials in them) to another origin than the one it was fetched from. One that is read
 * from a file was put there by whoever wrote the connection, and may name any server.
 */
final class Servers {
    private Servers() {}

    static URI of(ApiDocument document, Operation operation) throws DescriptionException {
        var named = Stream.of(operation.node(), operation.item(), document.root())
                .map(Servers::urls)
                .filter(urls -> !urls.isEmpty())
                .findFirst()
                .orElse(List.of("/"));
        var resolved = named.stream()
                .flatMap(url -> resolved(document.location(), url).stream())
                .toList();
        return isFile(document.location())
                ? absolute(resolved)
                : sameOrigin(document.location(), resolved, named.getFirst());
    }

    private static boolean isFile(URI location) {
        return "file".equalsIgnoreCase(location.getScheme());
    }

    private static URI absolute(List<URI> servers) throws DescriptionException {
        return servers.stream()
                .filter(server -> server.getHost() != null)
                .findFirst()
                .orElseThrow(() -> new DescriptionException(
                        "a description in a file needs 'servers' with a whole address (https://...)"));
    }

    private static URI sameOrigin(URI location, List<URI> servers, String named) throws DescriptionException {
        var origin = Origin.of(location);
        return servers.stream()
                .filter(server -> Origin.of(server).equals(origin))
                .findFirst()
                .orElseThrow(() -> new DescriptionException("the description at " + origin + " names the server '"
                        + Words.plain(named, 200) + "', which is another scheme, host or port; requests go only to the"
                        + " origin of the description, because it is data from outside. Correct its 'servers', or keep"
                        + " a copy of it and give that as url: file:..."));
    }

    private static List<String> urls(Json.Obj holder) {
        var urls = new ArrayList<String>();
        if (holder.get("servers").orElse(Json.array()) instanceof Json.Arr servers) {
            servers.items().forEach(server -> server.textAt("url").ifPresent(url -> urls.add(filled(url, server))));
        }
        return urls;
    }

    /** The URL with the defaults of its variables. */
    private static String filled(String url, Json server) {
        if (!(server.get("variables").orElse(Json.Null.INSTANCE) instanceof Json.Obj variables)) {
            return url;
        }
        var filled = url;
        for (var variable : variables.members().entrySet()) {
            var value = variable.getValue().textAt("default").orElse("");
            filled = filled.replace("{" + variable.getKey() + "}", value);
        }
        return filled;
    }

    private static Optional<URI> resolved(URI location, String url) {
        try {
            var server = location.resolve(url);
            var plain = server.getRawQuery() == null && server.getRawFragment() == null;
            return plain && server.getRawUserInfo() == null ? Optional.of(server) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
