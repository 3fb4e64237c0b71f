package dev.baton.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.principal.Principal;
import dev.baton.principal.Principal.Kind;
import dev.baton.server.FakeServer;
import dev.baton.server.http.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    POST   | /api/conversations                         | customers
                    GET    | /api/conversations/c-1                     | customers
                    POST   | /api/conversations/c-1/messages            | customers
                    POST   | /api/conversations/c-1/proposals/d/confirm | customers
                    POST   | /api/handoffs/damaged-order                | services
                    GET    | /api/handoffs/h-1                          | customers and services
                    HEAD   | /api/handoffs/h-1                          | customers and services
                    GET    | /actuator/health                           | customers and services
                    GET    | /                                          | customers
                    GET    | /chat                                      | customers
                    POST   | /persona                                   | customers
                    GET    | /webjars/htmx.org/2.0.10/dist/htmx.min.js  | customers and services
                    GET    | /api/handoffs                              | people alone
                    DELETE | /api/conversations/c-1                     | people alone
                    GET    | /api/conversations                         | people alone
                    GET    | /api/runs                                  | people alone
                    GET    | /api/runs/r-1                              | people alone
                    GET    | /api/runs/r-1/events                       | people alone
                    POST   | /api/runs/r-1/cancel                       | people alone
                    POST   | /api/runs/r-1/steps/s/resolve              | people alone
                    POST   | /api/runs/r-1/steps/s/skip                 | people alone
                    POST   | /api/runs/r-1/steps/s/retry                | people alone
                    GET    | /api/approvals                             | people alone
                    GET    | /api/approvals/a-1                         | people alone
                    POST   | /api/approvals/a-1/decision                | people alone
                    GET    | /api/workspace                             | people alone
                    GET    | /approvals                                 | people alone
                    GET    | /runs                                      | people alone
                    GET    | /anything/that/comes/later                 | people alone
                    """)
    void givenAPath_thenTheTableSaysWhoMayUseItBesidePeople(String method, String path, String others) {
        assertThat(mayUse(Kind.PERSON, method, path)).isTrue();
        assertThat(mayUse(Kind.CUSTOMER, method, path)).isEqualTo(others.contains("customers"));
        assertThat(mayUse(Kind.SERVICE, method, path)).isEqualTo(others.contains("services"));
        for (var kind : List.of(Kind.ASSISTANT, Kind.AGENT, Kind.SYSTEM)) {
            assertThat(mayUse(kind, method, path)).isFalse();
        }
    }

    private static boolean mayUse(Kind kind, String method, String path) {
        try {
            Access.check(method, path, Principal.of(kind, "x-1"));
            return true;
        } catch (ProblemException e) {
            assertThat(e.detail()).contains(kind.word() + ":x-1 may not do this");
            return false;
        }
    }

    @Test
    void givenPersonas_thenTheHeaderWinsOverTheCookie_andUnknownOnesAreToldWhoThereIs() {
        try (var server = new FakeServer()) {
            var cookie = "baton-as=CUS-0001";
            assertThat(server.client.get("/api/runs").status()).isEqualTo(200);
            assertThat(server.client.get("/api/runs", "Cookie", cookie).status())
                    .isEqualTo(403);
            assertThat(server.client
                            .as("omar")
                            .get("/api/runs", "Cookie", cookie)
                            .status())
                    .isEqualTo(200);
            assertThat(server.client.get("/api/runs", "Cookie", "baton-as=gone").status())
                    .isEqualTo(200);
            var unknown = server.client.as("lenna").get("/api/runs");
            assertThat(unknown.status()).isEqualTo(400);
            assertThat(unknown.textAt("detail"))
                    .isEqualTo("'lenna' is no persona of this workspace; there are developer, CUS-0001, CUS-0002,"
                            + " lena, omar, till.");
        }
    }

    @Test
    void givenACustomer_whenTheWholeServerIsAsked_thenPathsForPeopleAreForbidden() {
        try (var server = new FakeServer()) {
            var customer = server.client.as("CUS-0001");
            assertThat(customer.get("/api/approvals").status()).isEqualTo(403);
            assertThat(customer.get("/api/workspace").status()).isEqualTo(403);
            // the path is judged before the body is read
            assertThat(customer.post("/api/handoffs/damaged-order", "{oops").status())
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/chat/../api/runs",
                "/assets/..%2fapi/runs",
                "/api/runs/",
                "/api//runs",
                "/api/runs;as=lena",
                "/%61pi/runs",
                "/API/runs",
                "/api/handoffs/../runs"
            })
    void givenACustomer_whenAPathIsWrittenInAnotherWay_thenItLeadsNowhereElse(String path) {
        try (var server = new FakeServer()) {
            assertThat(server.client.as("CUS-0001").get(path).status()).isIn(400, 403, 404);
        }
    }
}
