package dev.baton.server.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.baton.server.FakeServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The questions, the result and the starter in a real browser. */
class AssessInBrowserTest {
    private static final List<String> KEYS = List.of("systems", "steps", "unprompted", "context", "outcome", "people");
    private static final String HYBRID = "systems=yes&steps=yes&unprompted=no&context=no&outcome=yes&people=yes";

    private static Optional<Chromium> browser = Optional.empty();
    private static Optional<FakeServer> server = Optional.empty();

    @BeforeAll
    static void launch() {
        browser = Chromium.find().map(Chromium::start);
        assumeTrue(browser.isPresent(), "skipped: there is no Chromium in the path and none named in BATON_CHROMIUM");
        server = Optional.of(new FakeServer());
    }

    @AfterAll
    static void quit() {
        server.ifPresent(FakeServer::close);
        browser.ifPresent(Chromium::close);
    }

    @AfterEach
    void close() {
        browser.orElseThrow().closePages();
    }

    private static String url() {
        return server.orElseThrow().url();
    }

    /** Presses Tab until something that fits has the focus. */
    private static void tabTo(Page page, String selector) {
        for (var i = 0; i < 40; i++) {
            page.keyboard().press("Tab");
            if (Boolean.TRUE.equals(page.evaluate("it => document.activeElement.matches(it)", selector))) {
                return;
            }
        }
        throw new AssertionError("no Tab leads to " + selector);
    }

    @Test
    void givenAKeyboardOnly_thenQuestionsAreAnswered_filesLookedAt_andTheStarterIsDownloaded() throws IOException {
        var page = browser.orElseThrow().open(url());
        page.navigate("/");
        tabTo(page, "nav a[href='/assess']");
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText("Which should you build?");

        for (var key : KEYS) {
            tabTo(page, "input[name=" + key + "]");
            page.keyboard().press("Space");
            if (key.equals("unprompted") || key.equals("context")) {
                page.keyboard().press("ArrowRight");
            }
        }
        page.keyboard().press("Enter");

        assertThat(page.locator("h1")).hasText("Build a hybrid");
        assertThat(page).hasURL(Pattern.compile(".*systems=yes&steps=yes&unprompted=no&context=no&outcome=yes.*"));
        assertThat(page).hasTitle("Build a hybrid · Baton");
        tabTo(page, ".files summary");
        page.keyboard().press("Enter");
        assertThat(page.locator(".files pre").first()).isVisible();
        tabTo(page, "a[download]");
        var download = page.waitForDownload(() -> page.keyboard().press("Enter"));
        assertThat(download.suggestedFilename()).isEqualTo("my-workspace.zip");
        assertThat(Files.size(download.path())).isGreaterThan(4000);
        browser.orElseThrow().assertNoComplaints();
    }

    @Test
    void givenNoScripts_thenAllOfItWorks() {
        var page = browser.orElseThrow().openWithoutScripts(url());
        page.navigate("/assess");
        page.locator(".questions button").click();
        assertThat(page.locator(".notice.tone-bad")).containsText("6 answers are missing");
        assertThat(page.locator(".notice.tone-bad")).isFocused();
        for (var key : KEYS.subList(0, 5)) {
            page.locator("#" + key + "-no").check();
        }
        page.locator(".questions button").click();
        assertThat(page.locator(".notice.tone-bad")).containsText("An answer is missing: people");
        assertThat(page.locator("#steps-no")).isChecked();
        page.getByRole(AriaRole.LINK)
                .filter(new Locator.FilterOptions().setHasText("Do people converse"))
                .click();
        // the link leads to the answer itself, so that the next keys choose and send it
        assertThat(page.locator("#people-yes")).isFocused();
        page.keyboard().press("Space");
        page.keyboard().press("Enter");

        assertThat(page.locator("h1")).hasText("Build an assistant");
        page.locator("select[name=template]").selectOption("refund");
        page.locator("input[name=name]").fill("claims");
        page.locator(".starter-form button").press("Enter");
        assertThat(page.locator(".files")).containsText("policies/refunds.yaml");
        page.locator(".files summary")
                .filter(new Locator.FilterOptions().setHasText("README.md"))
                .press("Enter");
        assertThat(page.locator(".files details[open] pre")).containsText("# claims");
        page.locator("input[name=name]").fill("My Claims");
        page.locator(".starter-form button").press("Enter");
        assertThat(page.locator("#starter-problem")).containsText("'My Claims' is not a name");
        assertThat(page.locator("a[download]")).hasCount(0);
        browser.orElseThrow().assertNoComplaints();
    }

    @Test
    void givenAnyState_inLightAndDark_wideAndNarrow_thenNothingKeepsPeopleOut() {
        var paths = List.of(
                "/assess",
                "/assess?systems=yes&steps=maybe",
                "/assess?" + HYBRID,
                "/assess?" + HYBRID.replace("people=yes", "people=no") + "&name=Oh%20no&template=gone",
                "/assess?" + HYBRID.replace("=yes", "=no").replace("steps=no", "steps=yes"));
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (var width : List.of(390, 1280)) {
                var page = browser.orElseThrow().open(url(), scheme, width);
                for (var path : paths) {
                    page.navigate(path);
                    page.locator(".files details, .questions fieldset").first().waitFor();
                    page.evaluate("document.querySelectorAll('.files details').forEach(it => it.open = true)");
                    assertAccessible(page, path + " in " + scheme + " at " + width);
                }
                page.context().close();
            }
        }
        browser.orElseThrow().assertNoComplaints();
    }

    private static void assertAccessible(Page page, String where) {
        page.evaluate(axe());
        var violations = page.evaluate("async () => (await axe.run()).violations"
                + ".map(it => it.id + ': ' + it.nodes.map(node => node.html + ' ' + node.failureSummary).join('; '))");
        assertThat(violations).as(where).isEqualTo(List.of());
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as("%s fits into the window", where)
                .isEqualTo(true);
    }

    private static String axe() {
        try (var source = AssessInBrowserTest.class.getResourceAsStream(
                "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js")) {
            return new String(
                    Objects.requireNonNull(source, "axe-core is on the test class path")
                            .readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
