package dev.baton.models.supply;

import dev.baton.model.ChatModel;
import dev.baton.model.ModelException;
import dev.baton.model.ModelReply;
import dev.baton.model.ModelRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Several models for one role: when one fails, the next is asked, unless somebody heard the first one begin. */
final class StandIns implements ChatModel {
    private static final Logger LOG = LoggerFactory.getLogger(StandIns.class);

    private final String role;
    private final List<SuppliedModel> choices;

    /** Asks one of the models. */
    @FunctionalInterface
    private interface Asking {
        ModelReply ask(SuppliedModel model) throws InterruptedException;
    }

    /** @param choices at least one, the first choice first */
    StandIns(String role, List<SuppliedModel> choices) {
        this.role = role;
        this.choices = List.copyOf(choices);
    }

    @Override
    public String name() {
        return choices.getFirst().name();
    }

    @Override
    public ModelReply chat(ModelRequest request, Consumer<String> text) throws InterruptedException {
        var heard = new boolean[1];
        return first(
                model -> model.chat(request, piece -> {
                    heard[0] = true;
                    text.accept(piece);
                }),
                heard);
    }

    @Override
    public ModelReply chat(ModelRequest request) throws InterruptedException {
        return first(model -> model.chat(request), new boolean[1]);
    }

    private ModelReply first(Asking asking, boolean[] heard) throws InterruptedException {
        var failures = new ArrayList<ModelException>();
        for (var model : choices) {
            try {
                return asking.ask(model);
            } catch (ModelException e) {
                failures.add(e);
                if (heard[0]) {
                    throw e;
                }
                if (failures.size() < choices.size()) {
                    model.tally().stoodInFor();
                    LOG.info(
                            "The {} asks '{}' instead: {}",
                            role,
                            choices.get(failures.size()).name(),
                            e.getMessage());
                }
            }
        }
        throw allFailed(failures);
    }

    private ModelException allFailed(List<ModelException> failures) {
        if (failures.size() == 1) {
            return failures.getFirst();
        }
        var told = String.join(
                "; ", failures.stream().map(ModelException::getMessage).toList());
        var last = failures.getLast();
        return new ModelException(last.kind(), "no model answered the " + role + ": " + told, last.retryAfter());
    }
}
