package dev.baton.server;

import dev.baton.engine.Approvals;
import dev.baton.engine.Conversations;
import dev.baton.engine.Erasures;
import dev.baton.engine.Handoffs;
import dev.baton.engine.Inbox;
import dev.baton.engine.Oversight;
import dev.baton.engine.Runs;
import dev.baton.engine.Switchboard;
import dev.baton.server.api.ApiConfiguration;
import dev.baton.server.console.ConsoleConfiguration;
import dev.baton.server.description.DescriptionConfiguration;
import dev.baton.server.door.a2a.A2aConfiguration;
import dev.baton.server.door.callback.CallbackConfiguration;
import dev.baton.server.door.chat.ChatConfiguration;
import dev.baton.server.door.function.FunctionConfiguration;
import dev.baton.server.door.hook.HookConfiguration;
import dev.baton.server.door.mcp.McpConfiguration;
import dev.baton.server.http.JsonMessages;
import dev.baton.server.http.LoopbackGuard;
import dev.baton.server.http.Problems;
import dev.baton.server.http.SecurityHeaders;
import dev.baton.server.identity.ActuatorAccess;
import dev.baton.server.identity.Identification;
import dev.baton.server.identity.Identity;
import dev.baton.server.identity.Personas;
import dev.baton.server.identity.ProtectedResource;
import java.util.List;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsEndpointAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.HttpEncodingAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.actuate.web.ServletManagementContextAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * What the web server is made of. The parts of Spring Boot are named one by one: looking at all that could be configured
 * costs more time at each start than everything that is.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    ConfigurationPropertiesAutoConfiguration.class,
    LifecycleAutoConfiguration.class,
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    HttpEncodingAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    EndpointAutoConfiguration.class,
    WebEndpointAutoConfiguration.class,
    ManagementContextAutoConfiguration.class,
    ServletManagementContextAutoConfiguration.class,
    HealthContributorRegistryAutoConfiguration.class,
    HealthEndpointAutoConfiguration.class,
    MetricsAutoConfiguration.class,
    PrometheusMetricsExportAutoConfiguration.class,
    CompositeMeterRegistryAutoConfiguration.class,
    MetricsEndpointAutoConfiguration.class
})
@Import({
    ApiConfiguration.class,
    ConsoleConfiguration.class,
    A2aConfiguration.class,
    ChatConfiguration.class,
    DescriptionConfiguration.class,
    FunctionConfiguration.class,
    HookConfiguration.class,
    McpConfiguration.class,
    CallbackConfiguration.class,
    ProtectedResource.class,
    Problems.class
})
class ServerConfiguration implements WebMvcConfigurer {
    private final Identification identification;

    ServerConfiguration(Platform platform) {
        this.identification = new Identification(identity(platform, personas(platform)));
    }

    @Bean
    static Personas personas(Platform platform) {
        return new Personas(platform.people(), platform.roles());
    }

    @Bean
    static Identity identity(Platform platform, Personas personas) {
        return new Identity(personas, platform.tokens());
    }

    @Bean
    static Handoffs handoffs(Platform platform) {
        return platform.handoffs();
    }

    @Bean
    static Runs runs(Platform platform) {
        return platform.runs();
    }

    @Bean
    static Approvals approvals(Platform platform) {
        return platform.approvals();
    }

    @Bean
    static Inbox inbox(Platform platform) {
        return platform.inbox();
    }

    @Bean
    static Discretion discretion(Platform platform) {
        return new Discretion(platform.runs(), platform.inbox());
    }

    @Bean
    static Conversations conversations(Platform platform) {
        return platform.conversations();
    }

    @Bean
    static Switchboard switchboard(Platform platform) {
        return platform.switches();
    }

    @Bean
    static Oversight oversight(Platform platform) {
        return platform.oversight();
    }

    @Bean
    static Erasures erasures(Platform platform) {
        return platform.erasures();
    }

    /** UP once the workspace is loaded and the store accepts; before, nothing answers at all. */
    @Bean
    static HealthIndicator batonHealthIndicator(Platform platform) {
        return () -> platform.refusal()
                .map(reason -> Health.down().withDetail("reason", reason).build())
                .orElseGet(() -> Health.up().build());
    }

    @Bean
    static InboxMetrics inboxMetrics(Platform platform) {
        return new InboxMetrics(platform);
    }

    @Bean
    static ModelMetrics modelMetrics(Platform platform) {
        return new ModelMetrics(platform);
    }

    @Bean
    static FilterRegistrationBean<SecurityHeaders> securityHeaders() {
        var registration = new FilterRegistrationBean<>(new SecurityHeaders());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    static FilterRegistrationBean<LoopbackGuard> loopbackGuard() {
        var registration = new FilterRegistrationBean<>(new LoopbackGuard());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return registration;
    }

    @Bean
    static FilterRegistrationBean<ActuatorAccess> actuatorAccess(Identity identity) {
        var registration = new FilterRegistrationBean<>(new ActuatorAccess(identity));
        registration.addUrlPatterns(ActuatorAccess.PATHS);
        return registration;
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
