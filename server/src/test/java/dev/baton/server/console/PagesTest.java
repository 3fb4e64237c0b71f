package dev.baton.server.console;

import static dev.baton.server.FakeServer.about;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import dev.baton.server.FakeServer;
import dev.baton.server.fake.ApiClient.Answer;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {
    private static final String HTML = "text/html,application/xhtml+xml,*/*;q=0.8";
    private static final Pattern SEEN = Pattern.compile("seen=([0-9a-f]+)");
    private final FakeServer server = new FakeServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private Answer page(String path, String... headers) {
        return server.client.send(server.client.request(path, headers).header("Accept", HTML));
    }

    /** What htmx asks for and gets. */
    private Answer part(String path) {
        return server.client.get(path, "HX-Request", "true");
    }

    private Answer form(String path, String fields, String... headers) {
        return server.client.send(server.client
                .request(path, headers)
                .header("Accept", HTML)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields)));
    }

    private String run() {
        return server.client
                .post("/api/handoffs/damaged-order", about("ORD-100234"))
                .textAt("run");
    }

    @ParameterizedTest
    @CsvSource({
        "/, Start",
        "/chat, Chat",
        "/approvals, Approvals",
        "/runs, Runs",
        "/runs?state=completed, Runs",
        "/models, Models"
    })
    void givenAPage_thenItSaysWhatItIs_inWhichLanguage_andRunsNothingInline(String path, String title) {
        var answer = page(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(answer.text())
                .startsWith("<!doctype html>")
                .contains("<html lang=\"en\">", "<title>" + title + " · Baton</title>", "<main id=\"main\"", "<h1>")
                .contains("href=\"#main\"")
                .doesNotContainPattern("<script(?![^>]*src=)")
                .doesNotContain("<style", " style=\"", " onclick=");
    }

    @Test
    void givenAnAgentAsks_thenWhoeverItIsForGetsTheForm_andNobodyElseDoes() {
        run();
        assertThat(server.client.get("/chat/handoffs/h-1/question").status()).isEqualTo(204);
        server.platform.work.question(
                "h-1",
                "Which <part>?",
                Json.parse("{\"enum\":[\"shade\",\"the base\"]}").asObject());

        var form = server.client.as("CUS-0001").get("/chat/handoffs/h-1/question");

        assertThat(form.status()).isEqualTo(200);
        assertThat(form.text())
                .contains("<legend class=\"form-label\">Which &lt;part&gt;?</legend>")
                .contains("type=\"radio\"", "value=\"&#34;the base&#34;\"", "required")
                .doesNotContain("<part>");
        assertThat(server.client
                        .as("CUS-0002")
                        .get("/chat/handoffs/h-1/question")
                        .status())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/runs/r-none", "/nothing/here", "/runs/r-none/now"})
    void givenWhatIsNotThere_thenPeopleGetAPage_andProgramsGetAProblem(String path) {
        var people = page(path);
        var programs = server.client.get(path);

        assertThat(people.status()).isEqualTo(404);
        assertThat(people.text()).contains("<h1>Not here</h1>", "Go to the start page");
        assertThat(programs.status()).isEqualTo(404);
        assertThat(programs.header("Content-Type")).startsWith("application/problem+json");
        assertThat(page("/api/runs/r-none").header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void givenACustomer_thenRunsAndApprovalsAreNotForThem_andThePageSaysHowToBecomeSomebodyElse() {
        for (var path : new String[] {"/runs", "/approvals"}) {
            var answer = page(path, "Cookie", "baton-as=CUS-0001");
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.text()).contains("CUS-0001", "action=\"/persona\"", "value=\"lena\"");
        }
        assertThat(page("/chat", "Cookie", "baton-as=CUS-0002").text())
                .contains("data-as=\"CUS-0002\"")
                .doesNotContain("CUS-0001");
    }

    @Test
    void givenTextOfOthers_thenItIsShownAndNeverRun() {
        var run = run();
        var attack = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";
        server.client.post("/api/runs/" + run + "/cancel", Json.object("reason", Json.text(attack)));

        var text = page("/runs/" + run).text();

        assertThat(text).contains("&lt;script&gt;alert(1)&lt;/script&gt;").doesNotContain("<script>", "<img src=x");
        var query = URLEncoder.encode(attack, StandardCharsets.UTF_8);
        assertThat(page("/chat?as=" + query + "&say=" + query).text()).doesNotContain("<script>", "<img src=x");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /runs?state=completed | /runs?state=completed
                    //evil.example/       | /
                    /\\evil.example       | /
                    https://evil.example  | /
                    /a%0d%0aX: y          | /a%0d%0aX: y
                    """)
    void givenAPersonaIsChosen_thenItIsRemembered_andTheWayBackStaysHere(String back, String location) {
        var expected = location.contains(" ") ? "/" : location;
        var answer = form("/persona", "persona=lena&back=" + URLEncoder.encode(back, StandardCharsets.UTF_8));

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo(expected);
        assertThat(answer.header("Set-Cookie"))
                .startsWith("baton-as=lena;")
                .contains("HttpOnly", "SameSite=Strict", "Path=/");
    }

    @Test
    void givenAnUnknownPersona_thenNothingIsRemembered() {
        var answer = form("/persona", "persona=nobody");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    @Test
    void givenAListThatWasSeen_thenNothingIsSentUntilItChanges() {
        run();
        var first = part("/runs/list");
        var seen = seen(first);

        assertThat(part("/runs/list?state=&seen=" + seen).status()).isEqualTo(204);
        server.platform.work.work("h-1", "ReadDone");
        var changed = part("/runs/list?state=&seen=" + seen);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text())
                .startsWith("<div id=\"runs\"")
                .contains("working")
                .doesNotContain("<html");
        assertThat(seen(changed)).isNotEqualTo(seen);
    }

    private static String seen(Answer answer) {
        var matcher = SEEN.matcher(answer.text());
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    @Test
    void givenAnUnknownState_thenThePageSaysSo_andNoRunsInAStateIsSaidToo() {
        assertThat(page("/runs?state=complete").status()).isEqualTo(400);
        assertThat(page("/runs?state=failed").text()).contains("No run is failed");
        assertThat(page("/runs").text()).contains("No runs yet");
    }

    @Test
    void givenARun_thenItsPageShowsPlanStepsAndJournal_andOnlyAnOperatorMayCancel() {
        var run = run();

        var operator = page("/runs/" + run, "Cookie", "baton-as=omar").text();
        assertThat(operator)
                .contains("Damaged order", "billing.refund", "needs approval", "The handoff was accepted")
                .contains("<svg", "aria-label=\"refund, billing.refund, needs approval\"")
                .contains("Cancel this run");
        assertThat(page("/runs/" + run, "Cookie", "baton-as=lena").text()).doesNotContain("Cancel this run");

        var refused = form("/runs/" + run + "/cancel", "reason=why", "Cookie", "baton-as=lena");
        assertThat(refused.text()).contains("Lena is no operator.");
        var canceled = form("/runs/" + run + "/cancel", "reason=why+not", "Cookie", "baton-as=omar");
        assertThat(canceled.text()).contains("The run is being canceled.", "why not");
    }

    @Test
    void givenAnEffectInDoubt_whenAnOperatorAnswers_thenTheAnswerIsTaken() {
        var run = run();
        var path = "/runs/" + run + "/steps/refund/resolve";

        assertThat(form(path, "happened=true&reference=RF-7").text())
                .contains("Noted: it happened.", "refund true Optional", "RF-7");
        assertThat(form(path, "happened=false&reference=").text()).contains("it did not happen", "Optional.empty");
        assertThat(form(path, "happened=true&reference=" + URLEncoder.encode("{\"id\":", StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(400);
        assertThat(form(path, "").status()).isEqualTo(400);
    }

    @Test
    void givenAQuestion_thenItIsAForm_andWhatDoesNotFitIsSaid() {
        var run = run();
        server.platform.work.question("h-1", "How many <glasses> are broken?");

        assertThat(page("/runs/" + run).text())
                .contains("How many &lt;glasses&gt; are broken?", "whoever this is for", "name=\"value\"");
        var form = "question=" + run + "-q1&value=";
        assertThat(form("/runs/" + run + "/input", form + "three").text()).contains("must be integer");
        assertThat(form("/runs/" + run + "/input", form + "3").text()).contains("Noted. The run goes on.");
        assertThat(form("/runs/" + run + "/input", form + "3").text()).contains("no longer open");
    }

    @Test
    void givenAPartThatFails_thenTheReasonGoesIntoTheNoticeOfThePage() {
        var answer = part("/runs/r-none/now");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("HX-Retarget")).isEqualTo("#notice");
        assertThat(answer.text()).contains("There is no run").doesNotContain("<html");
    }
}
