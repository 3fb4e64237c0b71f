package dev.baton.server.door.mcp;

import dev.baton.engine.Handoffs;
import dev.baton.engine.Runs;
import dev.baton.server.Platform;
import dev.baton.server.door.mcp.protocol.Endpoint;
import dev.baton.server.door.mcp.protocol.Offer;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The door of the Model Context Protocol. */
@Configuration(proxyBeanMethods = false)
@Import(McpController.class)
public class McpConfiguration {

    @Bean
    static Offer mcpOffer(Platform platform, Handoffs handoffs, Runs runs) {
        var followed = new Followed(handoffs, runs);
        return new ContractOffer(
                new ContractTools(platform.contracts(), handoffs, followed),
                new HandoffTools(followed),
                new HandoffTasks(followed));
    }

    @Bean
    static Endpoint mcpEndpoint(Offer offer) {
        return new Endpoint(offer, InstantSource.system());
    }
}
