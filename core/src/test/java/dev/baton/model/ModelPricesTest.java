package dev.baton.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.model.ModelReply.Usage;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelPricesTest {
    private static final ModelPrices PRICES = new ModelPrices(
            "USD",
            new BigDecimal("2"),
            Optional.of(new BigDecimal("0.5")),
            Optional.of(new BigDecimal("2.5")),
            new BigDecimal("10"));

    @Test
    void givenTokensOfAllKinds_thenEachHasItsPrice() {
        // 100,000 plain, 600,000 cached, 300,000 kept from now on, 50,000 said
        var cost = PRICES.cost(new Usage(1_000_000, 600_000, 50_000), 300_000);

        assertThat(cost.currency()).isEqualTo("USD");
        assertThat(cost.amount()).isEqualByComparingTo("1.75");
    }

    @Test
    void givenOnlyWhatMustBeKnown_thenOtherTokensCostWhatInputDoes() {
        var plain =
                new ModelPrices("USD", new BigDecimal("2"), Optional.empty(), Optional.empty(), new BigDecimal("10"));

        assertThat(plain.cost(new Usage(1_000_000, 600_000, 0), 300_000).amount())
                .isEqualByComparingTo("2");
    }

    @Test
    void givenOneToken_thenItsCostIsExact() {
        assertThat(PRICES.cost(new Usage(1, 0, 0), 0).amount()).isEqualByComparingTo("0.000002");
    }

    @Test
    void givenWhatIsNoPrice_thenItIsRefused() {
        assertThatThrownBy(() -> new ModelPrices(
                        "USD", new BigDecimal("-1"), Optional.empty(), Optional.empty(), BigDecimal.ONE))
                .hasMessageContaining("not negative");
        assertThatThrownBy(() ->
                        new ModelPrices("dollar", BigDecimal.ONE, Optional.empty(), Optional.empty(), BigDecimal.ONE))
                .hasMessageContaining("'dollar' is no currency");
    }
}
