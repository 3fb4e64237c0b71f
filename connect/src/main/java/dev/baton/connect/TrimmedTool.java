package dev.baton.connect;

import dev.baton.connect.source.ConnectionException;
import dev.baton.expression.Bindings;
import dev.baton.expression.EvaluationException;
import dev.baton.expression.ExpressionException;
import dev.baton.expression.Scope;
import dev.baton.expression.Template;
import dev.baton.json.Json;
import dev.baton.tool.Tool;
import dev.baton.tool.ToolCall;
import dev.baton.tool.ToolResult;
import dev.baton.tool.ToolSpec;

/** A tool of whose answers only what matters is kept, so that plans and models see no more than they need. */
record TrimmedTool(Tool tool, ToolSpec spec, Template projection) implements Tool {

    /** @throws ConnectionException when the template does not fit what the tool answers */
    static TrimmedTool of(Tool tool, Json projection) throws ConnectionException {
        var known = tool.spec();
        try {
            var scope = Scope.empty().with("result", known.output());
            var spec = new ToolSpec(
                    known.name(),
                    known.description(),
                    known.access(),
                    known.input(),
                    Json.object(),
                    known.bind(),
                    known.idempotency(),
                    known.once(),
                    known.visible(),
                    known.timeout(),
                    known.undo());
            return new TrimmedTool(tool, spec, Template.compile(projection, scope));
        } catch (ExpressionException e) {
            throw new ConnectionException("its 'result' does not fit its answers: " + String.join("; ", e.problems()));
        }
    }

    @Override
    public ToolResult call(ToolCall call) throws InterruptedException {
        var result = tool.call(call);
        return result instanceof ToolResult.Done(var answer) ? trimmed(answer) : result;
    }

    private ToolResult trimmed(Json answer) {
        try {
            return new ToolResult.Done(projection.evaluate(Bindings.empty().with("result", answer)));
        } catch (EvaluationException e) {
            // what was done stays done; a read that cannot be shown is of no use
            return spec.isWrite()
                    ? new ToolResult.Done(answer)
                    : new ToolResult.Refused(
                            ToolResult.Refusal.INVALID,
                            spec.name() + " answered, but 'result' cannot be made of it: " + e.getMessage());
        }
    }
}
