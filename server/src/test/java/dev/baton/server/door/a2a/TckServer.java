package dev.baton.server.door.a2a;

import dev.baton.principal.People;
import dev.baton.server.http.JsonMessages;
import dev.baton.server.http.Problems;
import dev.baton.server.identity.Identification;
import dev.baton.server.identity.Identity;
import dev.baton.server.identity.Personas;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.HttpEncodingAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The door's protocol code in front of {@link TckAgent}, for the A2A conformance kit to be pointed at. */
final class TckServer implements AutoCloseable {
    private final ServletWebServerApplicationContext context;

    private TckServer(ServletWebServerApplicationContext context) {
        this.context = context;
    }

    /** @param port 0 takes a free one */
    static TckServer start(int port) {
        var application = new SpringApplication(Wiring.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setDefaultProperties(Map.of(
                "server.address",
                "127.0.0.1",
                "server.port",
                port,
                "spring.threads.virtual.enabled",
                true,
                "spring.lifecycle.timeout-per-shutdown-phase",
                "1s"));
        return new TckServer((ServletWebServerApplicationContext) application.run());
    }

    String url() {
        return "http://127.0.0.1:"
                + Objects.requireNonNull(context.getWebServer(), "it was started")
                        .getPort();
    }

    @Override
    public void close() {
        context.close();
    }

    /** Serves until the process is ended. The port is the only argument. */
    @SuppressWarnings("SystemOut") // tells the person who started it
    static void main(String... args) {
        var server = start(args.length > 0 ? Integer.parseInt(args[0]) : 0);
        System.out.println("Ready at " + server.url());
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        ConfigurationPropertiesAutoConfiguration.class,
        LifecycleAutoConfiguration.class,
        TomcatServletWebServerAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        HttpEncodingAutoConfiguration.class,
        WebMvcAutoConfiguration.class
    })
    @Import({A2aConfiguration.Bindings.class, Problems.class})
    static class Wiring implements WebMvcConfigurer {
        private final Identification identification = new Identification(identity());

        @Bean
        static Identity identity() {
            return new Identity(new Personas(new People(Map.of()), Set.of()), List.of());
        }

        @Bean
        static Tasks tasks() {
            return new TckAgent();
        }

        @Override
        public void addInterceptors(InterceptorRegistry registry) {
            registry.addInterceptor(identification);
        }

        @Override
        public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
            resolvers.add(identification);
        }

        @Override
        public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
            converters.addCustomConverter(new JsonMessages());
        }
    }
}
