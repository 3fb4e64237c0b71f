package dev.baton.examples.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolTest {
    private static final String REFUNDS = "/billing/refunds";

    @RegisterExtension
    final RunningBackoffice running = new RunningBackoffice();

    @ParameterizedTest
    @ValueSource(strings = {"/orders/ORD-100234", "/billing/refunds", "/effects", "/faults", "/nowhere", "/"})
    void everything_but_health_and_documents_needs_the_token(String path) throws IOException {
        Answer none = running.caller().send(plain(path));
        Answer wrong = running.caller().withToken("backoffice-dem").get(path);

        assertThat(none.status()).isEqualTo(401);
        assertThat(none.mediaType()).isEqualTo("application/problem+json");
        assertThat(none.header("WWW-Authenticate")).contains("Bearer");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.text()).doesNotContain("backoffice-demo");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health",
                "/orders/openapi.json",
                "/billing/openapi.json",
                "/crm/openapi.json",
                "/shipping/openapi.json"
            })
    void health_and_documents_need_no_token(String path) throws IOException {
        Answer answer = running.caller().send(plain(path));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.mediaType()).isEqualTo("application/json");
    }

    @Test
    void the_scheme_of_the_token_may_be_written_in_any_case() throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(running.caller().url() + "/effects"))
                .header("Authorization", "bearer backoffice-demo")
                .build();

        assertThat(running.caller().send(request).status()).isEqualTo(200);
    }

    @Test
    void health_tells_what_the_data_was_made_from() throws IOException {
        assertThat(running.caller().get("/health").text())
                .isEqualTo("{\"status\":\"up\",\"seed\":1,\"start\":\"2026-01-10T00:00:00Z\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nowhere",
                "/orders/",
                "/orders//claims",
                "/orders/ORD-100234/",
                "//orders",
                "/billing",
                "/ORDERS"
            })
    void an_unknown_path_is_not_found(String path) throws IOException {
        assertThat(running.caller().get(path).status()).isEqualTo(404);
    }

    @Test
    void a_wrong_method_is_told_the_right_ones() throws IOException {
        Answer answer = running.caller().delete(REFUNDS);

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).contains("GET, POST");
    }

    @Test
    void a_path_segment_is_decoded_once_and_stays_one_segment() throws IOException {
        assertThat(running.caller().get("/orders/ORD%2D100234").text("id")).isEqualTo("ORD-100234");
        assertThat(running.caller().get("/crm%2Fcustomers/CUS-0001").status()).isEqualTo(404);
        assertThat(running.caller().get("/orders/a+b%252F").text("detail")).contains("a+b%2F");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "nothing", "[]", "{", "{} {}", "{'orderId': 'a', 'orderId': 'b'}", "null", "{'a': NaN}"})
    void what_is_not_one_json_object_is_refused(String body) throws IOException {
        Answer answer = running.caller().post(REFUNDS, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("code")).isEqualTo("bad-json");
    }

    @Test
    void deep_nesting_is_refused_without_harm() throws IOException {
        Answer answer = running.caller().post(REFUNDS, "[".repeat(20_000));

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void a_body_of_the_limit_is_read_and_one_byte_more_is_not() throws IOException {
        int limit = 64 * 1024;
        String fits = pad(limit);

        assertThat(running.caller().post(REFUNDS, fits).status()).isEqualTo(201);
        assertThat(running.caller().post(REFUNDS, fits + " ").status()).isEqualTo(413);
        assertThat(running.caller().post(REFUNDS, pad(limit * 4)).text("code")).isEqualTo("body-too-large");
        assertThat(running.caller().get(REFUNDS + "?orderId=ORD-100234").json().size())
                .isEqualTo(1);
    }

    @Test
    void a_body_must_be_json_by_its_type() throws IOException {
        String body = Caller.refund("ORD-100234", 1);

        Answer form =
                running.caller().send("POST", REFUNDS, BodyPublishers.ofString(body), "Content-Type", "text/plain");
        Answer charset = running.caller()
                .send(
                        "POST",
                        REFUNDS,
                        BodyPublishers.ofString(body),
                        "Content-Type",
                        "application/json; charset=utf-8");
        Answer untyped = running.caller().send("POST", REFUNDS, BodyPublishers.ofString(body));

        assertThat(form.status()).isEqualTo(415);
        assertThat(charset.status()).isEqualTo(201);
        assertThat(untyped.status()).isEqualTo(201);
    }

    @Test
    void a_parameter_given_twice_or_to_a_plain_read_is_refused() throws IOException {
        assertThat(running.caller().get(REFUNDS + "?orderId=a&orderId=b").wrongFields())
                .containsExactly("orderId");
        assertThat(running.caller().get("/orders/ORD-100234?verbose=true").wrongFields())
                .containsExactly("verbose");
    }

    @Test
    void an_empty_query_is_no_query() throws IOException {
        assertThat(running.caller().get(REFUNDS + "?").status()).isEqualTo(200);
    }

    private HttpRequest plain(String path) {
        return HttpRequest.newBuilder(URI.create(running.caller().url() + path)).build();
    }

    private static String pad(int length) {
        String body = Caller.refund("ORD-100234", 1);
        return body + " ".repeat(length - body.length());
    }
}
