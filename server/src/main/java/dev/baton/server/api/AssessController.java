package dev.baton.server.api;

import dev.baton.assess.AssessmentFile;
import dev.baton.assess.AssessmentForm;
import dev.baton.json.Fields;
import dev.baton.json.Json;
import dev.baton.server.http.ProblemException;
import java.util.Map;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Which to build for a workflow; nothing is kept. */
@RestController
final class AssessController {

    /** One workflow, {@code {answers, name?, systems?, …}}, or many, {@code {workflows, systems?}} as a file has them. */
    @PostMapping("/api/assess")
    Json assess(@RequestBody Json body) {
        var fields = Fields.of(body);
        return fields.has("workflows") ? many(fields) : one(fields);
    }

    private static Json one(Fields fields) {
        var workflow = AssessmentFile.readOne(fields);
        unlessSound(fields);
        return AssessmentForm.of(workflow.orElseThrow(), Map.of());
    }

    private static Json many(Fields fields) {
        var portfolio = AssessmentFile.read(fields);
        unlessSound(fields);
        return AssessmentForm.of(portfolio.orElseThrow());
    }

    /** What was read has told unknown members already. */
    private static void unlessSound(Fields fields) {
        if (!fields.sound()) {
            throw ProblemException.invalid("the request body", fields.problems());
        }
    }
}
