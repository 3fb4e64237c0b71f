package dev.baton.server.door.a2a;

import dev.baton.engine.Handoffs;
import dev.baton.engine.Runs;
import dev.baton.server.Platform;
import dev.baton.server.door.BatonVersion;
import dev.baton.server.identity.Identity;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Puts this door over the ports of the engine. */
@Configuration(proxyBeanMethods = false)
@Import(A2aConfiguration.Bindings.class)
public class A2aConfiguration {

    @Bean
    static Tasks tasks(Handoffs handoffs, Runs runs, Platform platform) {
        var pushes = platform.hasReceivers()
                ? Optional.of(new CallbackPushes(platform.callbacks(), platform.seal()))
                : Optional.<CallbackPushes>empty();
        return new HandoffTasks(handoffs, runs, new ContractSkills(platform.contracts(), BatonVersion.read()), pushes);
    }

    /** The protocol itself, over whatever stands behind it. */
    @Configuration(proxyBeanMethods = false)
    @Import({CardController.class, HttpJsonController.class, JsonRpcController.class})
    static class Bindings {
        @Bean
        static AgentCard agentCard(Tasks tasks, Identity identity) {
            return new AgentCard(tasks, identity);
        }

        @Bean
        static Operations operations(Tasks tasks, AgentCard card) {
            return new Operations(tasks, card);
        }
    }
}
