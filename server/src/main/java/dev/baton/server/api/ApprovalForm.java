package dev.baton.server.api;

import dev.baton.engine.ApprovalView;
import dev.baton.json.Json;
import dev.baton.json.JsonMapping;

/** An approval as JSON. */
final class ApprovalForm {
    private ApprovalForm() {}

    static Json.Obj of(ApprovalView approval) {
        return JsonMapping.toJson(approval)
                .with("digest", approval.digest().hex())
                .with("state", RunForm.word(approval.state()));
    }
}
