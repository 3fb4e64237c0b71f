package dev.baton.connect;

import static dev.baton.connect.FakeSystem.cutOff;
import static dev.baton.connect.FakeSystem.status;

import dev.baton.testkit.SettableClock;
import dev.baton.testkit.tool.Trouble;
import dev.baton.tool.ConnectionDefinition;
import dev.baton.tool.Toolbox;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A shop over HTTP: GET /order reads, POST /refunds writes and takes an Idempotency-Key. */
public final class ShopCase implements ShopTools {
    private final FakeSystem system = new FakeSystem();
    private final Refunds refunds = new Refunds();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Connections connections;

    /** @param definition of the connection {@code shop} with the tools read and write, by the system's address */
    public ShopCase(Function<FakeSystem, ConnectionDefinition> definition) throws InterruptedException {
        system.on("/order", status(200, "{\"id\": \"ORD-1\", \"totalMinor\": 500}"))
                .on("/refunds", exchange -> {
                    var key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
                    status(201, refunds.done(key)).give(exchange);
                });
        connections = Connections.open(
                List.of(definition.apply(system)),
                text -> text.replace("${secret.TOKEN}", SECRET),
                Path.of("."),
                new SettableClock());
    }

    @Override
    public Toolbox tools() {
        return connections;
    }

    @Override
    public List<String> effects() {
        return refunds.effects();
    }

    @Override
    public void begin(Trouble trouble) {
        switch (trouble) {
            case IS_GONE -> system.close();
            case REFUSES -> both(status(422, "{\"detail\": \"no\"}"));
            case CUTS_ANSWERS -> both(cutOff(200));
            case NEVER_ANSWERS ->
                both(exchange -> {
                    try {
                        over.await(60, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
            case ANSWERS_TOO_MUCH -> both(status(200, "[\"" + "x".repeat(5 << 20) + "\"]"));
            case ANSWERS_NONSENSE -> both(status(200, "{\"id\": 7}"));
            case REPEATS_SECRETS -> both(status(403, "{\"detail\": \"the token " + SECRET + " may not\"}"));
        }
    }

    private void both(FakeSystem.Answer answer) {
        system.on("/order", answer).on("/refunds", answer);
    }

    @Override
    public void close() {
        over.countDown();
        connections.close();
        system.close();
    }
}
