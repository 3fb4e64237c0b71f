package dev.baton.server.door.mcp;

import dev.baton.principal.People;
import dev.baton.server.door.mcp.conformance.ConformanceOffer;
import dev.baton.server.door.mcp.protocol.Endpoint;
import dev.baton.server.http.LoopbackGuard;
import dev.baton.server.http.Problems;
import dev.baton.server.identity.Identification;
import dev.baton.server.identity.Identity;
import dev.baton.server.identity.Personas;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The real door's controller, guard and protocol, with what the checks of the protocol look for behind it. */
public final class ConformanceServer implements AutoCloseable {
    private final ServletWebServerApplicationContext context;

    private ConformanceServer(ServletWebServerApplicationContext context) {
        this.context = context;
    }

    /** Serves until the process is ended, to be looked at by hand. */
    public static void main(String[] arguments) throws InterruptedException {
        System.out.println(start().url() + "/mcp");
        Thread.currentThread().join();
    }

    static ConformanceServer start() {
        var application = new SpringApplication(Wiring.class);
        application.setWebApplicationType(WebApplicationType.SERVLET);
        application.setBannerMode(Banner.Mode.OFF);
        application.setRegisterShutdownHook(false);
        application.setDefaultProperties(Map.of(
                "server.address", "127.0.0.1",
                "server.port", "0",
                "spring.threads.virtual.enabled", "true",
                "spring.lifecycle.timeout-per-shutdown-phase", "1s",
                "server.tomcat.max-swallow-size", "16MB"));
        return new ConformanceServer((ServletWebServerApplicationContext) application.run());
    }

    String url() {
        return "http://127.0.0.1:"
                + Objects.requireNonNull(context.getWebServer(), "a started server has a port")
                        .getPort();
    }

    @Override
    public void close() {
        context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        TomcatServletWebServerAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class
    })
    @Import({McpController.class, Problems.class})
    static class Wiring implements WebMvcConfigurer {
        private final Identification identification =
                new Identification(new Identity(new Personas(People.NONE, Set.of()), List.of()));

        @Bean
        static Endpoint endpoint() {
            return new Endpoint(new ConformanceOffer(), InstantSource.system());
        }

        @Bean
        static FilterRegistrationBean<LoopbackGuard> loopbackGuard() {
            return new FilterRegistrationBean<>(new LoopbackGuard());
        }

        @Override
        public void addInterceptors(InterceptorRegistry registry) {
            registry.addInterceptor(identification);
        }

        @Override
        public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
            resolvers.add(identification);
        }
    }
}
