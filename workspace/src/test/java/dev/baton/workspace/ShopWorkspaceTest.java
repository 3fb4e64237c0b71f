package dev.baton.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.principal.Principal;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ShopWorkspaceTest {
    static final Path SHOP = Path.of("../examples/shop");

    @Test
    void theShopLoadsWithoutAProblem() {
        var loaded = WorkspaceLoader.load(SHOP);

        assertThat(loaded.problems()).isEmpty();
        var shop = loaded.orThrow();
        assertThat(shop.agents().keySet()).containsExactly("refunds");
        assertThat(shop.assistants().keySet()).containsExactly("support");
        assertThat(shop.connections().keySet()).containsExactly("billing", "crm", "orders", "shipping");
        assertThat(shop.people().find("omar").orElseThrow().has(Principal.ACT_FOR))
                .isTrue();
        assertThat(shop.people().find("lena").orElseThrow().has(Principal.ACT_FOR))
                .isFalse();
    }
}
