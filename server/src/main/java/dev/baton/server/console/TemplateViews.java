package dev.baton.server.console;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;

/**
 * Renders the templates of {@code src/main/jte}, which the build has turned into classes. A controller returns the name
 * of a template without its ending, and its model holds the template's parameters.
 */
public final class TemplateViews implements ViewResolver, Ordered {
    private static final String ENDING = ".jte";

    private final TemplateEngine templates;

    /** @param packageName that the build put the templates into */
    public TemplateViews(String packageName) {
        this.templates = TemplateEngine.createPrecompiled(
                null, ContentType.Html, TemplateViews.class.getClassLoader(), packageName);
    }

    @Override
    public @Nullable View resolveViewName(String name, Locale locale) {
        var template = name + ENDING;
        return templates.hasTemplate(template) ? (model, request, response) -> render(template, model, response) : null;
    }

    /** Rendered as a whole first, so that an error in a template is an error page and not half a page. */
    private void render(String template, @Nullable Map<String, ?> model, HttpServletResponse response)
            throws IOException {
        var page = new StringOutput();
        templates.render(template, new HashMap<>(model == null ? Map.of() : model), page);
        // a page that is gone back to must not show what was true then
        response.setHeader("Cache-Control", "no-cache");
        response.setContentType(MediaType.TEXT_HTML_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.getWriter().write(page.toString());
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
