package dev.baton.connect.method;

import dev.baton.connect.Connections;
import dev.baton.connect.Given;
import dev.baton.json.Json;
import dev.baton.testkit.tool.ToolCase;
import dev.baton.testkit.tool.ToolContract;
import dev.baton.testkit.tool.Trouble;
import dev.baton.tool.ToolName;
import dev.baton.tool.Toolbox;
import java.util.List;
import java.util.Optional;
import java.util.Set;

class JavaToolContractTest extends ToolContract {
    @Override
    protected ToolCase open() throws Exception {
        Register.clear();
        return new RegisterCase(Given.connection("java:")
                .type("java")
                .tool("balance")
                .tool("post")
                .opened());
    }

    private record RegisterCase(Connections connections) implements ToolCase {
        @Override
        public Toolbox tools() {
            return connections;
        }

        @Override
        public Optional<ToolName> read() {
            return Optional.of(new ToolName("shop", "balance"));
        }

        @Override
        public Json.Obj readArgs() {
            return Json.object();
        }

        @Override
        public ToolName write() {
            return new ToolName("shop", "post");
        }

        @Override
        public Json.Obj writeArgs() {
            return Json.parse("{\"account\": \"A-1\", \"amountMinor\": 5, \"kind\": \"DEBIT\", \"tags\": [\"x\"]}")
                    .asObject();
        }

        @Override
        public Json.Obj wrongArgs() {
            return writeArgs().with("kind", "BOTH");
        }

        @Override
        public List<String> effects() {
            return Register.DONE;
        }

        @Override
        public boolean keyed() {
            return true;
        }

        @Override
        public Optional<String> secret() {
            return Optional.of("hunter2");
        }

        /** A method that breaks is the likeness of an answer that is cut off. */
        @Override
        public Set<Trouble> shows() {
            return Set.of(Trouble.REFUSES, Trouble.CUTS_ANSWERS, Trouble.NEVER_ANSWERS, Trouble.REPEATS_SECRETS);
        }

        @Override
        public void begin(Trouble trouble) {
            Register.trouble = switch (trouble) {
                case REFUSES -> Register.Trouble.REFUSES;
                case CUTS_ANSWERS, REPEATS_SECRETS -> Register.Trouble.BREAKS;
                case NEVER_ANSWERS -> Register.Trouble.NEVER_ANSWERS;
                case IS_GONE, ANSWERS_TOO_MUCH, ANSWERS_NONSENSE ->
                    throw new IllegalArgumentException("a method does not show " + trouble);
            };
        }

        @Override
        public void close() {
            connections.close();
        }
    }
}
