package dev.baton.models;

import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sentence model all-MiniLM-L6-v2 (quantized), which comes with its library and needs no network. It loads in the
 * background, which takes about a second. It works on one platform thread of its own: native code would pin the carrier
 * of a virtual thread. Where its native library does not load, {@link #status} says why and nothing is embedded.
 */
public final class MiniLm implements Embeddings, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MiniLm.class);
    /** The vectors of so many texts are kept; the examples of a workspace are compared again and again. */
    private static final int KEPT = 4_096;
    /** The model reads no more than 512 tokens; what comes after changes little. */
    private static final int LONGEST = 2_000;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("baton-embeddings").daemon(true).factory());
    private final Future<Optional<EmbeddingModel>> model = thread.submit(MiniLm::load);
    private final Map<String, float[]> known = Collections.synchronizedMap(new Kept());
    private volatile boolean complained = false;

    private static final class Kept extends LinkedHashMap<String, float[]> {
        private static final long serialVersionUID = 1L;

        Kept() {
            super(256, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, float[]> eldest) {
            return size() > KEPT;
        }
    }

    private static Optional<EmbeddingModel> load() {
        // the tokenizer's library would otherwise report its use, and fetch what is not on the class path
        setUnlessSet("OPT_OUT_TRACKING", "true");
        setUnlessSet("ai.djl.offline", "true");
        try {
            var loaded = new AllMiniLmL6V2QuantizedEmbeddingModel(Runnable::run);
            loaded.embed("warm up");
            return Optional.of(loaded);
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("The sentence model does not run on this machine; texts are compared by their words only", e);
            return Optional.empty();
        }
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    @Override
    public Optional<float[]> embed(String text) {
        var piece = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        var before = known.get(piece);
        if (before != null) {
            return Optional.of(before);
        }
        var vector = piece.isBlank() ? Optional.<float[]>empty() : compute(piece);
        vector.ifPresent(fresh -> known.put(piece, fresh));
        return vector;
    }

    private Optional<float[]> compute(String text) {
        try {
            return thread.submit(() ->
                            model.get().map(ready -> ready.embed(text).content().vector()))
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (RejectedExecutionException | CancellationException e) {
            // closed: nobody waits for the meaning of anything any more
            return Optional.empty();
        } catch (ExecutionException e) {
            complain(e);
            return Optional.empty();
        }
    }

    /** Once is enough: what fails for one text fails for most. The text itself is nobody's business. */
    private void complain(ExecutionException e) {
        if (!complained) {
            complained = true;
            LOG.warn("A text could not be embedded", e.getCause());
        }
    }

    /** What to tell people who look after the machine. */
    public String status() {
        if (!model.isDone()) {
            return "loading";
        }
        return model.state() == Future.State.SUCCESS && model.resultNow().isPresent()
                ? "all-MiniLM-L6-v2, in this process"
                : "not available on this machine; comparing words";
    }

    /** Whoever still waits gets nothing. */
    @Override
    public void close() {
        thread.shutdownNow().forEach(waiting -> {
            if (waiting instanceof Future<?> future) {
                future.cancel(true);
            }
        });
    }
}
