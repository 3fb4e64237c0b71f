package dev.baton.server.console;

import dev.baton.server.Platform;
import dev.baton.server.identity.Personas;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The pages and what renders them. */
@Configuration(proxyBeanMethods = false)
@Import({
    HomePage.class,
    ChatPages.class,
    ApprovalsPages.class,
    InboxPages.class,
    RunsPages.class,
    AnswerPages.class,
    ModelsPages.class,
    SwitchesPages.class,
    LevelsPages.class,
    ReviewPages.class,
    ShadowPages.class,
    AssessPages.class,
    CallbacksPages.class,
    PageProblems.class
})
public class ConsoleConfiguration {

    /** Where the build puts the templates; the same name stands in the module's build file. */
    private static final String TEMPLATES = "dev.baton.server.console.generated";

    @Bean
    static TemplateViews templateViews() {
        return new TemplateViews(TEMPLATES);
    }

    @Bean
    static Pages pages(Personas personas) {
        return new Pages(personas);
    }

    @Bean
    static Assistants assistants(Platform platform) {
        return new Assistants(platform);
    }
}
