package dev.baton.server.door.callback;

import dev.baton.engine.Callbacks;
import dev.baton.server.Platform;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What looks after callbacks. */
@Configuration(proxyBeanMethods = false)
@Import(CallbacksController.class)
public class CallbackConfiguration {

    @Bean
    static Callbacks callbacks(Platform platform) {
        return platform.callbacks();
    }

    @Bean
    static CallbackMetrics callbackMetrics(Callbacks callbacks) {
        return new CallbackMetrics(callbacks);
    }
}
