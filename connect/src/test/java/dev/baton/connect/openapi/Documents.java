package dev.baton.connect.openapi;

/** Descriptions for tests. */
final class Documents {
    private Documents() {}

    /** A description with these paths, written as the inside of a JSON object. */
    static String of(String version, String paths) {
        return of(version, paths, "{}");
    }

    static String of(String version, String paths, String components) {
        return """
                {"openapi": "%s", "info": {"title": "Shop", "version": "1"}, "paths": {%s}, "components": %s}""".formatted(version, paths, components);
    }

    /** One path whose operation answers with any JSON. */
    static String path(String path, String method, String id, String members) {
        return """
                "%s": {"%s": {"operationId": "%s", %s "responses": {"200": {"description": "ok"}}}}""".formatted(path, method, id, members);
    }

    static String parameter(String in, String name, String schema) {
        return """
                {"in": "%s", "name": "%s", "required": %s, "schema": %s}""".formatted(in, name, in.equals("path"), schema);
    }

    static String body(String schema) {
        return """
                "requestBody": {"required": true, "content": {"application/json": {"schema": %s}}},""".formatted(schema);
    }
}
