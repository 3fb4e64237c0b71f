package dev.baton.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A real browser, the one of this machine. */
final class Chromium implements AutoCloseable {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking");
    private static final double PATIENCE = 30_000;

    private final Playwright playwright;
    private final Browser browser;

    /** What pages complained about: scripts that failed, and what the content security policy stopped. */
    private final List<String> complaints = new ArrayList<>();

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** The browser that {@code BATON_CHROMIUM} names, else the first that is in the path. */
    static Optional<Path> find() {
        var named = Stream.ofNullable(System.getenv("BATON_CHROMIUM"))
                .filter(name -> !name.isBlank())
                .map(Path::of);
        var folders = Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator, -1);
        var inPath = NAMES.stream()
                .flatMap(name ->
                        Stream.of(folders).filter(folder -> !folder.isEmpty()).map(folder -> Path.of(folder, name)));
        return Stream.concat(named, inPath).filter(Files::isExecutable).findFirst();
    }

    static Chromium start(Path executable) {
        // what Playwright would bring along is not wanted: neither its own browser nor a look at this machine's
        // libraries
        var playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of(
                        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1", "PLAYWRIGHT_SKIP_VALIDATE_HOST_REQUIREMENTS", "1")));
        try {
            var options = new BrowserType.LaunchOptions()
                    .setExecutablePath(executable)
                    .setArgs(ARGUMENTS);
            return new Chromium(playwright, playwright.chromium().launch(options));
        } catch (RuntimeException e) {
            playwright.close();
            throw e;
        }
    }

    /** A window of its own, with no cookies. */
    Page open(String url, ColorScheme scheme, int width) {
        var context = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL(url)
                .setLocale("en-GB")
                .setTimezoneId("Europe/Berlin")
                .setColorScheme(scheme)
                .setViewportSize(width, 900));
        context.setDefaultTimeout(PATIENCE);
        return watched(context);
    }

    /** A window in which no script of a page runs. */
    Page openWithoutScripts(String url) {
        var context = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL(url)
                .setJavaScriptEnabled(false)
                .setViewportSize(1280, 900));
        context.setDefaultTimeout(PATIENCE);
        return watched(context);
    }

    Page open(String url) {
        return open(url, ColorScheme.LIGHT, 1280);
    }

    private Page watched(BrowserContext context) {
        var page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(this::complain);
        return page;
    }

    private void complain(ConsoleMessage message) {
        // a request that is answered with an error is told as well; tests look at those themselves
        if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
            complaints.add(message.text());
        }
    }

    void assertNoComplaints() {
        assertThat(complaints).as("errors in the browser").isEmpty();
    }

    /** Closes every window and forgets the complaints. */
    void closePages() {
        browser.contexts().forEach(BrowserContext::close);
        complaints.clear();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
