package dev.baton.server;

import dev.baton.server.wiring.WorkspacePlatform;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** A server that answers. */
public final class BatonServer implements AutoCloseable {
    private static final int MOST_IN_LINE = 4096;
    private static final Logger LOG = LoggerFactory.getLogger(BatonServer.class);

    private final ServletWebServerApplicationContext context;
    private final Platform platform;

    private BatonServer(ServletWebServerApplicationContext context, Platform platform) {
        this.context = context;
        this.platform = platform;
    }

    /**
     * Puts a workspace to work and serves it.
     *
     * @throws dev.baton.workspace.LoadedWorkspace.WorkspaceException with every problem of the files
     * @throws dev.baton.event.StoreUnavailableException when the store cannot be used
     * @throws ServerException when the port is taken
     */
    public static BatonServer start(ServerOptions options) throws InterruptedException {
        // before the platform opens, whose libraries would else print in a form of their own
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        return start(options, WorkspacePlatform.open(options));
    }

    /**
     * Serves a platform; closing the server closes it too.
     *
     * @throws ServerException when the port is taken
     */
    public static BatonServer start(ServerOptions options, Platform platform) {
        var application = new SpringApplication(ServerConfiguration.class);
        application.setWebApplicationType(WebApplicationType.SERVLET);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setRegisterShutdownHook(false);
        application.setDefaultProperties(settings(options));
        application.addInitializers((ApplicationContextInitializer<GenericApplicationContext>)
                context -> context.registerBean(Platform.class, () -> platform));
        try {
            var server = new BatonServer((ServletWebServerApplicationContext) application.run(), platform);
            LOG.info("Ready at {}", server.url());
            return server;
        } catch (RuntimeException e) {
            platform.close();
            throw portInUse(e) ? ServerException.portInUse(options.port()) : e;
        }
    }

    /** Where it listens. */
    public String url() {
        return "http://" + ServerOptions.LOOPBACK + ":" + port();
    }

    public int port() {
        return java.util.Objects.requireNonNull(context.getWebServer(), "a started server has a port")
                .getPort();
    }

    /** Everything that is mapped to a controller. */
    RequestMappingHandlerMapping mappings() {
        return context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
    }

    @Override
    public void close() {
        // first of all, so that no run waits for the end of some stream of events
        platform.handOver();
        context.close();
    }

    private static boolean portInUse(Throwable e) {
        for (var cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof PortInUseException || cause instanceof java.net.BindException) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, Object> settings(ServerOptions options) {
        return Map.ofEntries(
                Map.entry("server.address", ServerOptions.LOOPBACK),
                Map.entry("server.port", options.port()),
                Map.entry("spring.threads.virtual.enabled", true),
                // a stream of events would hold up a graceful end for ever
                Map.entry("spring.lifecycle.timeout-per-shutdown-phase", "2s"),
                // what is too large is read to its end, so that the caller gets to see the answer
                // clients that all come at once, as after a restart, wait in line and are not turned away
                Map.entry("server.tomcat.accept-count", MOST_IN_LINE),
                Map.entry("server.tomcat.max-swallow-size", "16MB"),
                Map.entry("server.tomcat.max-http-form-post-size", "1MB"),
                // otherwise browsers guess how long a script stays good, and mix old ones with a new server
                Map.entry("spring.web.resources.cache.cachecontrol.no-cache", true),
                Map.entry("management.endpoints.web.exposure.include", "health,metrics,prometheus"),
                Map.entry("management.endpoint.health.show-details", "always"),
                Map.entry("spring.jmx.enabled", false));
    }
}
