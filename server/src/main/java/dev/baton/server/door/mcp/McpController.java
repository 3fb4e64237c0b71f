package dev.baton.server.door.mcp;

import dev.baton.principal.Principal;
import dev.baton.server.door.mcp.protocol.Endpoint;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The Model Context Protocol at {@code /mcp}. */
@RestController
final class McpController {
    private final Endpoint endpoint;

    McpController(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    @PostMapping("/mcp")
    void post(HttpServletRequest request, HttpServletResponse response, Principal caller)
            throws IOException, InterruptedException {
        endpoint.post(request, response, caller);
    }

    @GetMapping("/mcp")
    void get(HttpServletRequest request, HttpServletResponse response, Principal caller) throws InterruptedException {
        endpoint.get(request, response, caller);
    }

    @DeleteMapping("/mcp")
    void delete(HttpServletRequest request, HttpServletResponse response, Principal caller) {
        endpoint.delete(request, response, caller);
    }
}
