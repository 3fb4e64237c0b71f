package dev.baton.testkit;

import dev.baton.model.ChatModel;
import dev.baton.model.ModelException.Kind;
import dev.baton.model.ModelReply;
import dev.baton.model.ModelReply.Stop;
import dev.baton.model.ModelReply.Usage;
import dev.baton.model.ToolRequest;
import dev.baton.testkit.model.Answer;
import dev.baton.testkit.model.ChatModelContract;
import dev.baton.testkit.model.ModelCase;
import dev.baton.testkit.model.ScriptedModel;
import java.util.List;
import java.util.Optional;

/** A model of tests behaves as those that it stands for. */
class ScriptedModelContractTest extends ChatModelContract {
    @Override
    protected ModelCase given(Answer... answers) {
        var scripted = new ScriptedModel();
        for (var answer : answers) {
            add(scripted, answer);
        }
        return new ModelCase() {
            @Override
            public ChatModel model() {
                return scripted;
            }

            @Override
            public int asked() {
                return scripted.requests().size();
            }

            @Override
            public void close() {
                scripted.close();
            }
        };
    }

    private static ScriptedModel add(ScriptedModel model, Answer answer) {
        return switch (answer) {
            case Answer.Text(var pieces, var usage) -> says(model, String.join("", pieces), List.of(), Stop.END, usage);
            case Answer.Calls(var text, var calls) -> says(model, text, calls, Stop.CALLS, Answer.USAGE);
            case Answer.Form(var output) -> model.gives(output);
            case Answer.Refusal(var text) -> says(model, text, List.of(), Stop.REFUSAL, Answer.USAGE);
            case Answer.TooLong(var pieces) ->
                says(model, String.join("", pieces), List.of(), Stop.LENGTH, Answer.USAGE);
            case Answer.Status(var code, var _, var _) -> model.fails(kind(code));
            case Answer.Overloaded ignored -> model.fails(Kind.UNAVAILABLE);
            case Answer.Cut ignored -> model.fails(Kind.CUT_OFF);
            case Answer.Unfinished ignored -> model.fails(Kind.CUT_OFF);
            case Answer.Stalled ignored -> model.fails(Kind.TIMED_OUT);
            case Answer.Silent() -> model.fails(Kind.TIMED_OUT);
            case Answer.Garbled() -> model.fails(Kind.MALFORMED);
        };
    }

    private static ScriptedModel says(
            ScriptedModel model, String text, List<ToolRequest> calls, Stop stop, Usage usage) {
        return model.answers(
                "a reply",
                any -> true,
                any -> new ModelReply(text, Optional.empty(), calls, stop, usage, "scripted", Optional.empty()));
    }

    private static Kind kind(int status) {
        return switch (status) {
            case 401 -> Kind.UNAUTHORIZED;
            case 429 -> Kind.RATE_LIMITED;
            case 400 -> Kind.INVALID;
            default -> Kind.UNAVAILABLE;
        };
    }
}
