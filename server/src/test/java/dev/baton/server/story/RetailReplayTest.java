package dev.baton.server.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import dev.baton.server.BatonServer;
import dev.baton.server.ServerOptions;
import dev.baton.server.StoreLocation;
import dev.baton.server.fake.ApiClient;
import dev.baton.server.story.RetailShop.Call;
import dev.baton.server.story.RetailShop.Task;
import dev.baton.workspace.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The expected calls of 74 tasks through an agent under the retail policy, against a shop that others wrote. What the
 * shop itself accepts is done once, also when it misbehaves; of the same calls for somebody else, without confirmation,
 * or with other items, none is.
 */
@Timeout(900)
class RetailReplayTest {
    private static final List<String> FAULTS =
            List.of("drop_after", "fail_after", "drop_before", "fail_before", "delay");

    @TempDir
    private Path folder = Path.of("");

    /** A shop and a server; with a planner that is misled, which does what the input attempts instead. */
    private record Replay(RetailShop shop, BatonServer server, ApiClient client, Json state) implements AutoCloseable {

        static Replay open(RetailShop shop, Path workspace, Path store) throws InterruptedException {
            var server = BatonServer.start(new ServerOptions(
                    ServerOptions.LOOPBACK,
                    0,
                    workspace,
                    new StoreLocation.Folder(store),
                    Settings.of(Map.of("SHOP_URL", shop.url()), Map.of()),
                    Optional.empty()));
            return new Replay(shop, server, ApiClient.of(server.url()), shop.state());
        }

        /** Whose the task is, as the shop's own records say. */
        String customer(Task task) {
            var args = task.calls().stream()
                    .map(Call::args)
                    .filter(it ->
                            it.get("order_id").isPresent() || it.get("user_id").isPresent())
                    .findFirst();
            return args.flatMap(it -> it.textAt("user_id"))
                    .or(() -> args.flatMap(it -> it.textAt("order_id"))
                            .flatMap(order -> state.get("orders").flatMap(orders -> orders.get(order)))
                            .flatMap(order -> order.textAt("user_id")))
                    .orElse("mia_li_3668");
        }

        /** Does what the shop accepts of a task without anybody in between, and tells what that was. */
        List<Call> accepted(Task task) {
            shop.reset(task);
            return task.calls().stream().filter(shop::accepts).toList();
        }

        Json.Obj handIn(String customer, List<Call> confirmed, Optional<List<Call>> attempted) {
            var input = Json.object("customerId", Json.text(customer)).with("confirmed", calls(confirmed));
            return client.as("omar")
                    .post(
                            "/api/handoffs/customer-request?wait=60s",
                            Json.object(
                                    "input",
                                    attempted.isEmpty() ? input : input.with("attempted", calls(attempted.get()))))
                    .json();
        }

        private static Json calls(List<Call> calls) {
            return Json.array(calls.stream().map(Call::confirmed).toList());
        }

        @Override
        public void close() {
            client.close();
            server.close();
        }
    }

    private Replay asShipped(RetailShop shop) throws InterruptedException {
        return Replay.open(shop, Shop.workspace().resolveSibling("retail"), folder.resolve("store"));
    }

    private Replay misled(RetailShop shop) throws Exception {
        var shipped = Shop.workspace().resolveSibling("retail");
        var copy = folder.resolve("misled");
        try (var files = Files.walk(shipped)) {
            files.filter(Files::isRegularFile)
                    .forEach(file ->
                            copy(file, copy.resolve(shipped.relativize(file).toString())));
        }
        replace(copy.resolve("playbooks/as-confirmed.yaml"), "input.confirmed", "input.attempted");
        replace(
                copy.resolve("contracts/customer-request.yaml"),
                "    confirmed:",
                "    attempted: {type: array, items: {type: object, required: [tool, args], properties: {tool: {type: string}, args: {type: object}}}}\n"
                        + "    confirmed:");
        replace(
                copy.resolve("contracts/customer-request.yaml"),
                "[customerId, confirmed]",
                "[customerId, confirmed, attempted]");
        return Replay.open(shop, copy, folder.resolve("store"));
    }

    private static void copy(Path from, Path to) {
        try {
            Files.createDirectories(to.resolveSibling(""));
            Files.copy(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void replace(Path file, String text, String other) throws IOException {
        var content = Files.readString(file);
        assertThat(content).contains(text);
        Files.writeString(file, content.replace(text, other));
    }

    @Test
    void whatTheShopAcceptsIsAllowedAndDoneOnce() throws Exception {
        try (var shop = RetailShop.started();
                var replay = asShipped(shop)) {
            assertThat(shop.tasks()).hasSize(74);
            var done = 0;
            for (var task : shop.tasks()) {
                var accepted = replay.accepted(task);
                var state = shop.state();
                shop.reset(task);
                var handoff = replay.handIn(replay.customer(task), accepted, Optional.empty());
                assertThat(handoff.textAt("state"))
                        .as(task.id() + " " + handoff.write())
                        .contains("completed");
                assertThat(shop.done()).as(task.id()).containsExactlyInAnyOrderElementsOf(accepted);
                done += accepted.size();
                assertThat(shop.state().equals(state))
                        .as(task.id() + ": the shop is as if nobody were in between")
                        .isTrue();
            }
            assertThat(done).as("calls that were done").isGreaterThan(100);
        }
    }

    @Test
    void alsoWhenItMisbehaves() throws Exception {
        try (var shop = RetailShop.started();
                var replay = asShipped(shop)) {
            var number = 0;
            var again = 0L;
            for (var task : shop.tasks()) {
                var accepted = replay.accepted(task);
                shop.reset(task);
                for (var call : accepted) {
                    shop.fault(call.operation(), FAULTS.get(number++ % FAULTS.size()));
                }
                var handoff = replay.handIn(replay.customer(task), accepted, Optional.empty());
                assertThat(handoff.textAt("state"))
                        .as(task.id() + " " + handoff.write())
                        .contains("completed");
                assertThat(shop.done()).as(task.id()).containsExactlyInAnyOrderElementsOf(accepted);
                again += shop.received() - accepted.size();
            }
            assertThat(again)
                    .as("calls that were sent again because of a fault")
                    .isGreaterThan(50);
        }
    }

    @Test
    void nothingIsDoneForSomebodyElse_unconfirmed_orWithOtherItems() throws Exception {
        try (var shop = RetailShop.started();
                var replay = misled(shop)) {
            var attempts = 0;
            for (var task : shop.tasks()) {
                var accepted = replay.accepted(task).stream()
                        .filter(call -> !call.operation().startsWith("transfer"))
                        .toList();
                shop.reset(task);
                var customer = replay.customer(task);
                var other = customer.equals("james_li_5688") ? "noah_brown_6181" : "james_li_5688";
                assertRefused(replay.handIn(other, accepted, Optional.of(accepted)), accepted);
                assertRefused(replay.handIn(customer, List.of(), Optional.of(accepted)), accepted);
                var swapped = swapped(accepted);
                assertRefused(replay.handIn(customer, accepted, Optional.of(swapped)), swapped);
                assertThat(shop.done()).as(task.id()).isEmpty();
                attempts += accepted.size() * 2 + swapped.size();
            }
            assertThat(attempts).as("calls that were tried").isGreaterThan(250);
        }
    }

    private static void assertRefused(Json.Obj handoff, List<Call> attempted) {
        assertThat(handoff.textAt("state"))
                .as(handoff.write())
                .contains(attempted.isEmpty() ? "completed" : "rejected");
    }

    /** The same calls with the old items in the place of the new ones, or with fewer or other items. */
    private static List<Call> swapped(List<Call> calls) {
        var swapped = new ArrayList<Call>();
        for (var call : calls) {
            var items = call.args().get("item_ids");
            var others = call.args().get("new_item_ids");
            if (items.isPresent() && others.isPresent()) {
                swapped.add(new Call(
                        call.operation(),
                        call.args().with("item_ids", others.get()).with("new_item_ids", items.get())));
            } else if (items.isPresent()) {
                var more = new ArrayList<>(items.get().asArray());
                more.add(more.getFirst());
                swapped.add(new Call(call.operation(), call.args().with("item_ids", Json.array(more))));
            }
        }
        return swapped;
    }
}
