package dev.baton.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.principal.Principal;
import dev.baton.principal.Principal.Kind;
import dev.baton.server.FakeServer;
import dev.baton.server.http.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    POST   | /api/conversations                         | yes
                    GET    | /api/conversations/c-1                     | yes
                    POST   | /api/conversations/c-1/messages            | yes
                    POST   | /api/conversations/c-1/proposals/d/confirm | yes
                    GET    | /api/handoffs/h-1                          | yes
                    HEAD   | /api/handoffs/h-1                          | yes
                    GET    | /actuator/health                           | yes
                    GET    | /                                          | yes
                    GET    | /chat                                      | yes
                    POST   | /persona                                   | yes
                    GET    | /webjars/htmx.org/2.0.10/dist/htmx.min.js  | yes
                    POST   | /api/handoffs/damaged-order                | no
                    GET    | /api/handoffs                              | no
                    DELETE | /api/conversations/c-1                     | no
                    GET    | /api/conversations                         | no
                    GET    | /api/runs                                  | no
                    GET    | /api/runs/r-1                              | no
                    GET    | /api/runs/r-1/events                       | no
                    POST   | /api/runs/r-1/cancel                       | no
                    POST   | /api/runs/r-1/steps/s/resolve              | no
                    GET    | /api/approvals                             | no
                    GET    | /api/approvals/a-1                         | no
                    POST   | /api/approvals/a-1/decision                | no
                    GET    | /api/workspace                             | no
                    GET    | /approvals                                 | no
                    GET    | /runs                                      | no
                    GET    | /anything/that/comes/later                 | no
                    """)
    void givenACustomer_thenTheTableDecides_andAPersonMayAll(String method, String path, String customersToo) {
        Access.check(method, path, Principal.of(Kind.PERSON, "lena"));
        var customer = Principal.of(Kind.CUSTOMER, "CUS-0001");
        if (customersToo.equals("yes")) {
            Access.check(method, path, customer);
        } else {
            assertThatThrownBy(() -> Access.check(method, path, customer))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("customer:CUS-0001 may not do this");
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
                            + " lena, omar.");
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
}
