package dev.baton.models.supply;

import dev.baton.model.ChatModel;
import dev.baton.model.ModelCost;
import dev.baton.model.ModelDefinition;
import dev.baton.model.ModelMessage;
import dev.baton.model.ModelPrices;
import dev.baton.model.ModelReply;
import dev.baton.model.ModelReply.Stop;
import dev.baton.model.ModelReply.Usage;
import dev.baton.model.ModelRequest;
import dev.baton.model.Prompt;
import dev.baton.testkit.SettableClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What tests of this package begin with. */
final class Given {
    /** Little patience, so that tests are quick. */
    static final Resilience HASTY =
            new Resilience(3, Duration.ofMillis(1), Duration.ofMillis(200), 3, Duration.ofSeconds(30));

    static final ModelRequest QUESTION =
            ModelRequest.of(new Prompt("assistant", "1", "Answer.").id(), List.of(new ModelMessage.User("Hello")));

    final SettableClock clock = new SettableClock();
    final Spending spending = Spending.inMemory();

    static ModelDefinition definition(String name) {
        return ModelDefinition.of(
                name,
                ModelDefinition.Provider.OPENAI_COMPATIBLE,
                "served-model",
                Optional.of("http://127.0.0.1:1/v1"),
                Optional.empty());
    }

    static ModelDefinition capped(String name, String cap) {
        var dollar = new ModelPrices("USD", BigDecimal.ONE, Optional.empty(), Optional.empty(), BigDecimal.ONE);
        return definition(name).withPrices(dollar).withDailyCap(new ModelCost(new BigDecimal(cap), "USD"));
    }

    SuppliedModel supplied(ModelDefinition definition, ChatModel model) {
        return new SuppliedModel(
                definition,
                new SuppliedModel.Source.Open(model, "127.0.0.1:1"),
                HASTY,
                clock,
                spending,
                CallWatch.NONE);
    }

    SuppliedModel supplied(ChatModel model) {
        return supplied(definition("main"), model);
    }

    /** A reply that cost so many cents. */
    static ModelReply costing(String name, long cents) {
        return new ModelReply(
                "Good",
                Optional.empty(),
                List.of(),
                Stop.END,
                new Usage(10, 0, 1),
                name,
                Optional.of(new ModelCost(BigDecimal.valueOf(cents, 2), "USD")));
    }
}
