package dev.baton.models.supply;

import dev.baton.model.ModelDefinition;
import dev.baton.model.ModelReply;
import dev.baton.model.ModelRequest;

/** Watches calls for those who look on from outside. */
@FunctionalInterface
public interface CallWatch {
    /** Looks at nothing. */
    CallWatch NONE = (definition, host, request) -> new Seen() {
        @Override
        public void answered(ModelReply reply) {}

        @Override
        public void failed(String type) {}

        @Override
        public void close() {}
    };

    /** A call begins, on this thread. */
    Seen begin(ModelDefinition definition, String host, ModelRequest request);

    /** A call under way; closed when it ends. */
    interface Seen extends AutoCloseable {
        void answered(ModelReply reply);

        /** @param type what kind of failure, of few that there are */
        void failed(String type);

        @Override
        void close();
    }
}
