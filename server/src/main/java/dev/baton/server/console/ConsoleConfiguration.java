package dev.baton.server.console;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pages and what renders them. */
@Configuration(proxyBeanMethods = false)
public class ConsoleConfiguration {

    /** Where the build puts the templates; the same name stands in the module's build file. */
    private static final String TEMPLATES = "dev.baton.server.console.generated";

    @Bean
    static TemplateViews templateViews() {
        return new TemplateViews(TEMPLATES);
    }
}
