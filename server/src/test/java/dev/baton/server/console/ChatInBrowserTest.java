package dev.baton.server.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.baton.json.Json;
import dev.baton.server.FakeServer;
import dev.baton.server.fake.FakeConversations;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The chat in a real browser: replies that come piece by piece, and the questions of agents. */
@SuppressWarnings("NullAway.Init") // opened before each test
class ChatInBrowserTest {
    private static final double PATIENCE = 30_000;
    private static Optional<Chromium> browser = Optional.empty();

    private Chromium chromium;
    private FakeServer server;

    @BeforeAll
    static void launch() {
        browser = Chromium.find().map(Chromium::start);
        assumeTrue(browser.isPresent(), "skipped: there is no Chromium in the path and none named in BATON_CHROMIUM");
    }

    @AfterAll
    static void quit() {
        browser.ifPresent(Chromium::close);
    }

    @BeforeEach
    void open() {
        chromium = browser.orElseThrow();
        server = new FakeServer();
    }

    @AfterEach
    void close() {
        chromium.closePages();
        server.close();
    }

    private static LocatorAssertions.ContainsTextOptions soon() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE);
    }

    private static void say(Page page, String text) {
        page.getByLabel("Your message").fill(text);
        page.keyboard().press("Enter");
    }

    @Test
    void givenAReplyThatTakesItsTime_thenItIsSeenAsItComesAndReadOutOnceItIsWhole() {
        var page = chromium.open(server.url());
        page.navigate("/chat");
        say(page, "tell me slowly");

        var reply = page.locator(".message.assistant:not(.writing)");
        assertThat(reply).containsText(FakeConversations.FIRST.strip(), soon());
        assertThat(reply).not().containsText(FakeConversations.SECOND);
        assertThat(page.locator(".chat-log")).hasAttribute("aria-busy", "true");
        server.platform.conversations.goOn.countDown();

        assertThat(reply).containsText(FakeConversations.SECOND, soon());
        assertThat(page.locator(".chat-log[aria-busy]")).hasCount(0);
        assertThat(page.locator("[data-offline]")).isHidden();
        assertThat(page.getByLabel("Your message")).isFocused();
        say(page, "my lamp is broken");
        assertThat(page.locator(".message.assistant").last()).containsText("Answered without a model.", soon());
        assertThat(page.locator("[data-offline]")).isVisible();
        page.reload();
        assertThat(page.locator(".unaided")).hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE));
        chromium.assertNoComplaints();
    }

    /** A page with a card, whose agent asks. */
    private Page asked(String question, String schema, int width) {
        var page = chromium.open(server.url(), ColorScheme.LIGHT, width);
        page.navigate("/chat");
        say(page, "my lamp is broken");
        page.locator(".proposal")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Yes, go ahead"))
                .click();
        page.locator("baton-handoff").waitFor();
        server.platform.work.question("h-1", question, Json.parse(schema).asObject());
        page.locator(".answer").waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE));
        return page;
    }

    private String journal() {
        return server.client.get("/api/runs/r-1/events").text();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"type":"integer","minimum":1,"maximum":20} | Tab 2 Enter                    | 2
            {"type":"number"}                           | Tab 2 . 5 Enter                | 2.5
            {"enum":["shade","base"]}                   | Tab ArrowDown Enter            | "base"
            {"type":"boolean"}                          | Tab Space Enter                | true
            {"type":"string","maxLength":40}            | Tab l e f t Enter              | "left"
            {"type":"string"}                           | Tab l e f t Tab Enter          | "left"
            {"type":"string","format":"date"}           | Tab 0 7 0 7 2 0 2 6 Enter      | "2026-07-07"
            """)
    void givenAnAgentAsks_whenOnlyTheKeyboardIsUsed_thenTheAnswerArrivesAsTheSchemaWantsIt(
            String schema, String keys, String value) {
        var page = asked("What is it, please?", schema, 1280);
        page.locator("baton-handoff").focus();

        for (var key : keys.split(" ")) {
            page.keyboard().press(key);
        }

        assertThat(page.locator(".answer")).hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE));
        assertThat(page.locator("baton-handoff")).isFocused();
        assertThat(journal())
                .contains("CUS-0001 answered " + Json.text(value).write().replaceAll("^\"|\"$", ""));
        chromium.assertNoComplaints();
    }

    @Test
    void givenAnAgentAsks_whenTheAnswerDoesNotFit_thenThatIsSaidAndWhatWasTypedStays() {
        var page = asked("Which code?", "{\"type\":\"string\",\"pattern\":\"^[A-Z]{3}$\"}", 1280);
        page.getByLabel("Which code?").fill("abc");
        page.keyboard().press("Enter");

        assertThat(page.locator(".answer-problem")).containsText(Pattern.compile("the answer"), soon());
        assertThat(page.getByLabel("Which code?")).hasValue("abc");
        assertThat(page.getByLabel("Which code?")).isFocused();
        page.getByLabel("Which code?").fill("ABC");
        page.keyboard().press("Enter");

        assertThat(page.locator(".answer")).hasCount(0);
        assertThat(journal()).contains("answered");
    }

    @Test
    void givenAnAgentAsksSeveralThings_whenTheyAreFilledIn_thenTheyAreOneAnswer() {
        var page = asked(
                "A few details, please",
                "{\"type\":\"object\",\"required\":[\"count\"],\"properties\":{"
                        + "\"count\":{\"type\":\"integer\",\"x-ask\":\"How many?\"},\"note\":{\"type\":\"string\"}}}",
                1280);
        page.getByLabel("How many?").fill("3");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Send the answer"))
                .click();

        assertThat(page.locator(".answer")).hasCount(0);
        assertThat(journal()).contains("answered {\\\"count\\\":3}");
    }

    @Test
    void givenAnAgentAsks_whileSomebodyTypes_thenTheConversationTellsItInWords_andItFitsANarrowScreen() {
        var page = asked("How many are broken?", "{\"type\":\"integer\"}", 390);

        assertThat(page.locator(".message.assistant").last())
                .containsText("A question about your order: How many are broken?", soon());
        assertThat(page.locator(".message.assistant")).hasCount(3);
        page.evaluate(ConsoleInBrowserTest.axe());
        assertThat(page.evaluate("async () => (await axe.run('.answer', {resultTypes: ['violations']})).violations"
                        + ".map(it => it.id + ': ' + it.nodes.map(node => node.html).join('; '))"))
                .isEqualTo(List.of());
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        page.reload();
        assertThat(page.locator(".answer")).hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE));
        assertThat(page.locator(".message.assistant")).hasCount(3);
        chromium.assertNoComplaints();
    }
}
