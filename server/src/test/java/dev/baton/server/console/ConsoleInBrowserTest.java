package dev.baton.server.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.baton.json.Json;
import dev.baton.server.fake.ApiClient;
import dev.baton.server.story.Shop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages in a real browser, in front of the whole shop. */
@SuppressWarnings("NullAway.Init") // opened before each test
class ConsoleInBrowserTest {
    private static final String CLAIM = "My order " + Shop.LARGE + " arrived broken and I would like a refund.";
    private static final String ANOTHER_LARGE = "ORD-101935";
    private static final Pattern REFUND = Pattern.compile("REF-[0-9]+");
    private static final double PATIENCE = 30_000;

    private static Optional<Chromium> browser = Optional.empty();

    @TempDir
    private Path folder = Path.of("");

    private Chromium chromium;
    private Shop shop;

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
    void open() throws InterruptedException {
        chromium = browser.orElseThrow();
        shop = new Shop(folder);
    }

    @AfterEach
    void close() {
        chromium.closePages();
        shop.close();
    }

    private static void say(Page page, String text) {
        page.getByLabel("Your message").fill(text);
        page.keyboard().press("Enter");
    }

    private static Locator button(Page page, String name) {
        return button(page.locator("main"), name);
    }

    private static Locator button(Locator place, String name) {
        return place.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    private static LocatorAssertions.ContainsTextOptions soon() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE);
    }

    @Test
    void givenABrokenLamp_thenTheCustomerAsks_LenaApproves_andTheCardShowsTheRefundByItself() {
        var chat = chromium.open(shop.url());
        chat.navigate("/chat");
        say(chat, CLAIM);
        assertThat(chat.locator(".message.customer")).containsText(CLAIM);
        assertThat(chat.locator(".proposal")).containsText("Glass table lamp", soon());
        assertThat(chat.locator("[data-offline]")).isVisible();
        button(chat, "Yes, go ahead").click();
        var card = chat.locator("baton-handoff");
        assertThat(card).containsText("approval required", soon());
        assertThat(card).containsText("Waits for a refund-lead");

        var lena = chromium.open(shop.url());
        lena.navigate("/approvals");
        var approval = lena.locator(".approval");
        assertThat(approval).containsText("80.00 EUR");
        assertThat(approval).containsText("refunds/larger-refund");
        assertThat(approval).containsText("Refunds of larger orders are confirmed by a colleague.");
        assertThat(approval).containsText("Glass table lamp");
        lena.getByLabel("Comment").fill("the photo shows it");
        button(lena, "Approve").click();
        assertThat(lena.locator(".notice")).containsText("You approved");
        assertThat(lena.locator(".notice")).isFocused();

        assertThat(card).containsText("completed", soon());
        assertThat(card).containsText(REFUND);
        assertThat(card).containsText("the photo shows it");
        assertThat(card).containsText("Your money is on its way back to you");
        chat.reload();
        assertThat(card).containsText(REFUND, soon());
        assertThat(shop.effects("createRefund")).isEqualTo(1);

        lena.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("See the run"))
                .click();
        assertThat(lena.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Damaged order"))
                        .first())
                .isVisible();
        assertThat(lena.locator(".receipt")).containsText(REFUND, soon());
        assertThat(lena.locator(".graph-across .box")).hasCount(5);
        assertThat(lena.locator(".journal")).containsText("Completed: refunded");
        chromium.assertNoComplaints();
    }

    @Test
    void givenOnlyAKeyboard_thenAClaimCanBeMade() {
        var page = chromium.open(shop.url());
        page.navigate("/chat");
        assertThat(page.getByLabel("Your message")).isFocused();
        page.keyboard().type(CLAIM);
        page.keyboard().press("Enter");
        page.locator(".proposal").waitFor();
        assertThat(page.getByLabel("Your message")).isFocused();

        page.keyboard().press("Shift+Tab");
        assertThat(button(page, "Change something")).isFocused();
        page.keyboard().press("Shift+Tab");
        assertThat(button(page, "Yes, go ahead")).isFocused();
        page.keyboard().press("Enter");

        assertThat(page.locator("baton-handoff"))
                .isFocused(new LocatorAssertions.IsFocusedOptions().setTimeout(PATIENCE));
        chromium.assertNoComplaints();
    }

    @Test
    void givenTheWayToTheServerFails_thenThePersonTriesAgain_andIsHeardOnce() {
        var page = chromium.open(shop.url());
        page.navigate("/chat");
        page.route("**/messages", Route::abort);
        say(page, "Where is my order " + Shop.LARGE + "?");
        assertThat(page.locator(".turn-failed")).containsText("The server does not answer.");
        page.unroute("**/messages");
        button(page, "Try again").click();

        assertThat(page.locator(".message.assistant").last()).containsText("delivered", soon());
        assertThat(page.locator(".turn-failed")).hasCount(0);
        page.reload();
        assertThat(page.locator(".message.customer")).hasCount(1);
        assertThat(page.locator(".message.assistant")).hasCount(1);
    }

    @Test
    void givenTextThatLooksLikeMarkup_thenItIsSaidAndShownAsText() {
        var page = chromium.open(shop.url());
        page.navigate("/chat");
        say(page, "<img src=x onerror=\"window.broken=1\"> ${7*7}");

        assertThat(page.locator(".message.customer")).containsText("<img src=x onerror");
        page.locator(".message.assistant:not(.writing)").waitFor();
        page.reload();
        assertThat(page.locator(".message.customer")).containsText("<img src=x onerror", soon());
        assertThat(page.locator(".chat-log img")).hasCount(0);
        assertThat(page.evaluate("window.broken === undefined")).isEqualTo(true);
        chromium.assertNoComplaints();
    }

    @Test
    void givenSomebodyTypes_whenMoreComesIn_thenItIsShown_andWhatWasTypedStays() {
        submit("CUS-0001", Shop.LARGE);
        var page = chromium.open(shop.url());
        page.navigate("/approvals");
        var first = page.locator(".approval").filter(new Locator.FilterOptions().setHasText(Shop.LARGE));
        first.getByText("Change it first").click();
        first.getByLabel("Amount").fill("40");
        first.getByLabel("Comment").fill("half a sent");

        submit("CUS-0025", ANOTHER_LARGE);

        var second = page.locator(".approval").filter(new Locator.FilterOptions().setHasText(ANOTHER_LARGE));
        assertThat(second).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE));
        assertThat(first.getByLabel("Comment")).hasValue("half a sent");
        assertThat(first.getByLabel("Comment")).isFocused();
        assertThat(first.getByLabel("Amount")).hasValue("40");
        button(second, "Deny").click();
        assertThat(page.locator(".notice")).containsText("You denied");
        assertThat(first.getByLabel("Comment")).hasValue("half a sent");
        chromium.assertNoComplaints();
    }

    @Test
    void givenAnAmountThatIsTooMuch_thenThePageSaysSo_andAnotherOneIsJudgedAgain() {
        submit("CUS-0001", Shop.LARGE);
        var page = chromium.open(shop.url());
        page.navigate("/approvals");
        page.getByText("Change it first").click();
        button(page, "Change and have it judged again").click();
        assertThat(page.locator(".notice")).containsText("Nothing was changed");
        page.getByLabel("Amount", new Page.GetByLabelOptions().setExact(true)).fill("40.00");
        button(page, "Change and have it judged again").click();

        assertThat(page.locator(".notice")).containsText("judged again");
        assertThat(page.locator(".approval .amount")).containsText("40.00 EUR", soon());
        button(page, "Approve").click();
        assertThat(page.locator(".rows")).containsText("lena changed it", soon());
        assertThat(page.locator(".rows")).containsText("lena approved it");
        chromium.assertNoComplaints();
    }

    @Test
    void givenTheListOfRuns_whenOneBegins_thenItAppears() {
        var page = chromium.open(shop.url());
        page.navigate("/runs?state=rejected");
        assertThat(page.locator("#runs")).containsText("No run is rejected");

        shop.submit("CUS-0001", Shop.LATE, "refund");

        assertThat(page.locator("#runs")).containsText("Claims are possible for 30 days after delivery", soon());
        chromium.assertNoComplaints();
    }

    @Test
    void givenARunThatWaits_whenItGoesOn_thenItsPageFollowsWithoutBeingLoadedAgain() {
        var run = submit("CUS-0001", Shop.LARGE);
        var page = chromium.open(shop.url());
        page.navigate("/runs/" + run);
        page.evaluate("window.sameDocument = true");
        assertThat(page.locator("#run")).containsText("A refund-lead has to decide", soon());
        page.getByText("What was sent and answered").first().click();

        var open = shop.as("lena").get("/api/approvals?state=open").text();
        var approval = Json.parse(open).asArray().getFirst().textAt("id").orElseThrow();
        shop.as("lena").post("/api/approvals/" + approval + "/decision", "{\"decision\":\"approve\"}");

        assertThat(page.locator(".receipt")).containsText(REFUND, soon());
        assertThat(page.locator(".journal")).containsText("Completed: refunded");
        assertThat(page.locator(".step-list details[open]")).hasCount(1);
        assertThat(page.evaluate("window.sameDocument")).isEqualTo(true);
        chromium.assertNoComplaints();
    }

    /** A claim, and the run that it starts. */
    private String submit(String customer, String order) {
        return shop.submit(customer, order, "refund").textAt("run");
    }

    @Test
    void givenAnyPage_inLightAndDark_wideAndNarrow_thenNothingKeepsPeopleOut() {
        var run = submit("CUS-0001", Shop.LARGE);
        var talk = talked();
        var approval = approvalOf(run);
        var paths = List.of(
                "/",
                "/chat",
                "/chat/" + talk + "?as=CUS-0001",
                "/inbox",
                "/inbox?rule=refunds/larger-refund",
                "/inbox?show=mine&kind=failed-handoff",
                "/approvals",
                "/approvals/" + approval,
                "/approvals/" + approval + "/always-allow",
                "/switches",
                "/runs",
                "/runs?state=failed",
                "/runs/" + run,
                "/models",
                "/nowhere");
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (var width : List.of(360, 1280)) {
                var page = chromium.open(shop.url(), scheme, width);
                page.navigate("/approvals");
                page.locator(".approval").waitFor();
                for (var path : paths) {
                    page.navigate(path);
                    assertAccessible(page, path + " in " + scheme + " at " + width);
                }
                page.context().close();
            }
        }
        chromium.assertNoComplaints();
    }

    @Test
    void givenTwoLargerClaims_thenLenaTakesOne_findsItBySearching_andApprovesBothTogetherByKeyboard() {
        submit("CUS-0001", Shop.LARGE);
        submit("CUS-0025", ANOTHER_LARGE);
        var lena = chromium.open(shop.url());
        lena.navigate("/inbox");
        assertThat(lena.locator(".item")).hasCount(2, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE));
        assertThat(lena.locator("#inbox")).containsText("80.00 EUR");
        lena.getByRole(AriaRole.SEARCHBOX).fill(Shop.LARGE);
        lena.keyboard().press("Enter");
        assertThat(lena.locator(".item")).hasCount(1);
        lena.locator(".item")
                .getByText("Take", new Locator.GetByTextOptions().setExact(true))
                .press("Enter");
        assertThat(lena.locator(".notice")).containsText("Lena has it now");
        assertThat(lena.locator(".notice")).isFocused();
        assertThat(lena.locator(".item")).containsText("lena has it");
        lena.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("All of this rule"))
                .press("Enter");
        var boxes = lena.getByRole(AriaRole.CHECKBOX);
        assertThat(boxes).hasCount(2);
        boxes.first().press("Space");
        boxes.last().press("Space");
        button(lena, "Approve what is chosen").press("Enter");
        assertThat(lena.locator(".notice")).containsText("You approved 2 of 2");
        assertThat(lena.locator(".empty")).containsText("Nothing waits here");
        chromium.assertNoComplaints();
    }

    private String approvalOf(String run) {
        var page = chromium.open(shop.url());
        page.navigate("/approvals");
        page.locator(".approval").waitFor();
        page.context().close();
        return run + "-a1";
    }

    @Test
    void givenOnlyAKeyboard_thenOneApprovalIsOpened_aRuleProposed_andItsStepSkippedFromTheRun() {
        var run = submit("CUS-0001", Shop.LARGE);
        var approval = approvalOf(run);
        var page = chromium.open(shop.url());
        page.navigate("/approvals/" + approval);
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Always allow this"))
                .press("Enter");
        assertThat(page.locator("pre")).containsText("+");
        page.locator("pre").focus();
        assertThat(page.locator("pre")).isFocused();
        assertAccessible(page, "the proposal");

        page.navigate("/runs/" + run);
        page.getByText("Do something about note").press("Enter");
        page.getByLabel("Why note is not done").fill("the customer was called");
        assertAccessible(page, "a run whose step can be skipped");
        button(page, "Skip note").press("Enter");
        assertThat(page.locator(".notice")).containsText("note is skipped");
        assertThat(page.locator(".notice")).isFocused();
        assertThat(page.locator("#step-note")).containsText("the customer was called");
        page.navigate("/approvals/" + approval);
        button(page, "Approve").press("Enter");
        assertThat(page.locator(".notice")).containsText("You approved");
        page.navigate("/runs/" + run);
        assertThat(page.locator(".receipt")).containsText(REFUND, soon());
        chromium.assertNoComplaints();
    }

    /** A conversation with everything in it. */
    private String talked() {
        ApiClient customer = shop.as("CUS-0001");
        var talk = customer.post("/api/conversations", "{\"assistant\":\"support\"}")
                .textAt("id");
        for (var text : List.of(
                "How long can I return something?", "My order " + Shop.SMALL + " arrived broken, I want a refund")) {
            customer.post(
                    "/api/conversations/" + talk + "/messages",
                    Json.object("text", Json.text(text)),
                    "Accept",
                    "application/json");
        }
        return talk;
    }

    private static void assertAccessible(Page page, String where) {
        if (page.url().contains("/chat/")) {
            page.locator(".proposal").waitFor();
        }
        page.evaluate(axe());
        var violations = page.evaluate("async () => (await axe.run({resultTypes: ['violations']})).violations"
                + ".filter(it => ['serious', 'critical'].includes(it.impact))"
                + ".map(it => it.id + ': ' + it.nodes.map(node => node.html + ' ' + node.failureSummary).join('; '))");
        assertThat(violations).as(where).isEqualTo(List.of());
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as("%s fits into the window", where)
                .isEqualTo(true);
    }

    static String axe() {
        try (var source = ConsoleInBrowserTest.class.getResourceAsStream(
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
