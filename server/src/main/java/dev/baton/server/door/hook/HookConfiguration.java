package dev.baton.server.door.hook;

import dev.baton.server.Platform;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the door for webhooks. */
@Configuration(proxyBeanMethods = false)
public class HookConfiguration {
    @Bean
    static ServletRegistrationBean<HookDoor> hookDoor(Platform platform, MeterRegistry meters) {
        var clock = InstantSource.system();
        var door =
                new HookDoor(platform.hooks(), new Starting(platform.handoffs()), new HookWatch(meters, clock), clock);
        var registration = new ServletRegistrationBean<>(door, HookDoor.PATH + "*");
        registration.setName("hooks");
        return registration;
    }
}
