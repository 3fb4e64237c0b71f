package dev.baton.examples.backoffice.http;

/**
 * One method on one path.
 *
 * @param name the operationId for operations of a service, else a word for logs
 */
public record Route(String method, PathTemplate path, String name, Access access, Handler handler) {

    /** Who may call a route, and whether it can be made to fail. */
    public enum Access {
        /** Everyone: health and API documents. */
        OPEN,
        /** Bearer of the token; never disturbed by faults, since it is what switches them. */
        CONTROL,
        /** Bearer of the token; part of a service's API and subject to faults. */
        OPERATION
    }

    /** A documented operation of a service. */
    public static Route operation(String operationId, String method, String path, Handler handler) {
        return new Route(method, PathTemplate.parse(path), operationId, Access.OPERATION, handler);
    }

    /** A route of the demo's own controls. */
    public static Route control(String name, String method, String path, Handler handler) {
        return new Route(method, PathTemplate.parse(path), name, Access.CONTROL, handler);
    }

    /** A route that needs no token. */
    public static Route open(String name, String path, Handler handler) {
        return new Route("GET", PathTemplate.parse(path), name, Access.OPEN, handler);
    }

    /** Serves a service's OpenAPI document from a class path resource beside the given class. */
    public static Route document(String path, Class<?> beside) {
        byte[] document = Resources.bytes(beside, "openapi.json");
        return open("document", path, request -> Response.of(200, "application/json", document));
    }
}
