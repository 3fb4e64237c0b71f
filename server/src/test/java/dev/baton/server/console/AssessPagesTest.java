package dev.baton.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.server.FakeServer;
import dev.baton.server.fake.ApiClient.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page's addresses: what is asked for in them, and what is wrong with them. */
class AssessPagesTest {
    private static final FakeServer SERVER = new FakeServer();
    private static final String AGENT = "systems=yes&steps=yes&unprompted=yes&context=no&outcome=yes&people=no";

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private static Answer page(String path) {
        return SERVER.client.send(SERVER.client.request(path).header("Accept", "text/html"));
    }

    @Test
    void givenAnswersInTheAddress_thenThePageShowsTheResult_andTheSameAddressTheSame() {
        var page = page("/assess?" + AGENT);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .contains("<title>Build an agent · Baton</title>", "4 of 5 answers ask for an agent")
                .contains("The eight layers", "The nine dimensions", "To settle first", "aria-current=\"page\">Assess")
                .contains("policies/replacements.yaml")
                .doesNotContainPattern("<script(?![^>]*src=)")
                .doesNotContain(" style=\"");
        assertThat(page("/assess?" + AGENT).text()).isEqualTo(page.text());
        assertThat(page("/assess").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            asked=yes                              | 6 answers are missing
            systems=yes                            | 5 answers are missing: steps, unprompted, context, outcome, people
            AGENT&systems=no                       | 'systems' is answered with yes and with no
            AGENT&people=%3Cscript%3E              | '&lt;script&gt;' is no answer to 'people'
            AGENT&name=..%2Fetc                    | '../etc' is not a name
            AGENT&name=%22%3E%3Cb%3E               | value="&#34;>&lt;b>"
            AGENT&template=refnud                  | did you mean 'refund'?
            """)
    void givenAWrongAddress_thenThePageSaysSoInASentence_andStaysUsable(String query, String sentence) {
        var page = page("/assess?" + query.replace("AGENT", AGENT));

        assertThat(page.status()).isEqualTo(400);
        assertThat(page.text()).contains(sentence, "role=\"alert\"", "<form class=\"panel questions\"");
        assertThat(page.text()).doesNotContain("<b>", "<script>");
    }

    @Test
    void givenAResult_thenTheStarterIsAZipOfTheFilesShown() throws IOException, InterruptedException {
        var path = "/assess/starter.zip?" + AGENT + "&template=lost-parcel&name=lost";
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(java.net.URI.create(SERVER.url() + path))
                    .build();
            var first = http.send(request, BodyHandlers.ofByteArray());
            var second = http.send(request, BodyHandlers.ofByteArray());

            assertThat(first.statusCode()).isEqualTo(200);
            assertThat(first.headers().firstValue("Content-Type")).contains("application/zip");
            assertThat(first.headers().firstValue("Content-Disposition")).contains("attachment; filename=\"lost.zip\"");
            assertThat(second.body()).isEqualTo(first.body());
            var files = new TreeMap<String, String>();
            try (var zip = new ZipInputStream(new ByteArrayInputStream(first.body()))) {
                for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
            assertThat(files).containsKeys("lost/policies/lost-parcels.yaml", "lost/assessment.yaml");
            assertThat(files.get("lost/README.md")).contains("# lost", "Build an agent: 4 of 5");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /assess/starter.zip                        | begin at /assess
            /assess/starter.zip?systems=yes            | 5 answers are missing
            /assess/starter.zip?AGENT&name=A%0D%0AB    | is not a name
            /assess/starter.zip?AGENT&template=x       | there is no template
            """)
    void givenAnAddressOfNoStarter_thenThereIsNoDownload(String path, String sentence) {
        var answer = SERVER.client.get(path.replace("AGENT", AGENT));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.textAt("detail")).containsIgnoringCase(sentence);
    }

    @Test
    void givenACustomer_thenTheQuestionsAreNotForThem() {
        assertThat(SERVER.client.as("CUS-0001").get("/assess").status()).isEqualTo(403);
    }
}
