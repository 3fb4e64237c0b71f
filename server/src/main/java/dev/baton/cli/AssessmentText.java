package dev.baton.cli;

import dev.baton.assess.Aspect;
import dev.baton.assess.Assessment;
import dev.baton.assess.Choice;
import dev.baton.assess.Portfolio;
import dev.baton.assess.Risk;
import dev.baton.assess.SystemFacts;
import dev.baton.assess.Workflow;
import dev.baton.assess.WorkspaceReview;
import dev.baton.workspace.Diagnostic;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Assessments for people at a terminal. */
final class AssessmentText {
    private static final int WIDTH = 100;

    private final PrintWriter out;

    private AssessmentText(PrintWriter out) {
        this.out = out;
    }

    static void print(PrintWriter out, Workflow workflow, Map<String, SystemFacts> facts) {
        new AssessmentText(out).workflow(workflow, facts);
    }

    private void workflow(Workflow workflow, Map<String, SystemFacts> facts) {
        var assessment = workflow.assessment();
        paragraph("", assessment.verdict() + " " + assessment.choice().meaning());
        section("Why (+ asks for an agent)");
        for (var reason : assessment.reasons()) {
            paragraph(mark(reason) + " ", reason.question().text());
            paragraph("      ", reason.text());
        }
        list("What would tip it", assessment.tips());
        list("Look again", assessment.cautions());
        aspects("The eight layers", Aspect.layers(), assessment.choice());
        aspects("The nine dimensions", Aspect.dimensions(), assessment.choice());
        section("To settle first");
        for (var risk : Risk.of(workflow, facts)) {
            paragraph("  - " + risk.about() + ": ", risk.text());
        }
    }

    private static String mark(Assessment.Reason reason) {
        var word = reason.yes() ? "yes" : "no ";
        return (reason.forAgent() ? "+ " : "  ") + word;
    }

    private void list(String title, List<String> items) {
        if (!items.isEmpty()) {
            section(title);
            items.forEach(item -> paragraph("  - ", item));
        }
    }

    private void aspects(String title, List<Aspect> aspects, Choice choice) {
        section(title);
        for (var aspect : aspects) {
            out.println("  " + aspect.title());
            for (var side : choice.sides()) {
                var description = aspect.of(side);
                var whose = choice.sides().size() > 1 ? side.word() + ": " : "";
                paragraph("    " + whose, description.text() + " In Baton: " + description.part() + ".");
            }
        }
    }

    static void print(PrintWriter out, Portfolio portfolio) {
        new AssessmentText(out).portfolio(portfolio);
    }

    private void portfolio(Portfolio portfolio) {
        Output.table(
                out,
                List.of("WORKFLOW", "BUILD", "FOR AN AGENT", "SYSTEMS", "WHY"),
                portfolio.workflows().stream().map(AssessmentText::row).toList());
        section("Shared systems");
        portfolio
                .shared()
                .forEach((system, workflows) -> paragraph("  " + system + ": ", String.join(", ", workflows)));
        if (portfolio.shared().isEmpty()) {
            out.println("  none");
        }
        section("An order to build in, by effort and reuse; what the work is worth only you know");
        var number = 1;
        for (var place : portfolio.order()) {
            paragraph("  " + number++ + ". ", place.workflow().name() + ": " + place.reason() + ".");
        }
        section("To settle first");
        portfolio.workflows().stream()
                .flatMap(workflow -> portfolio.risks(workflow).stream())
                .filter(risk ->
                        risk.about().equals("idempotency") || risk.about().equals("data"))
                .distinct()
                .forEach(risk -> paragraph("  - " + risk.about() + ": ", risk.text()));
    }

    private static List<String> row(Workflow workflow) {
        var assessment = workflow.assessment();
        var why = assessment.reasons().stream()
                .filter(Assessment.Reason::yes)
                .map(reason -> reason.question().key())
                .collect(Collectors.joining(", "));
        return List.of(
                workflow.name(),
                assessment.choice().word() + (assessment.borderline() ? " (borderline)" : ""),
                assessment.score() + " of 5",
                workflow.systems().isEmpty() ? "-" : String.join(", ", workflow.systems()),
                why.isEmpty() ? "no yes" : why);
    }

    static void print(PrintWriter out, String folder, WorkspaceReview review, List<Diagnostic> problems) {
        new AssessmentText(out).review(folder, review, problems);
    }

    private void review(String folder, WorkspaceReview review, List<Diagnostic> problems) {
        if (!review.works().isEmpty()) {
            Output.table(
                    out,
                    List.of("WORK", "BY", "IS", "CALLS FOR", "ANSWERS OF ITS FILES"),
                    review.works().stream()
                            .map(work -> List.of(
                                    work.workflow().name(),
                                    work.by(),
                                    work.built().word(),
                                    work.workflow().assessment().choice().word(),
                                    work.workflow().answers().toString()))
                            .toList());
            out.println();
        }
        review.mismatches().forEach(out::println);
        var found = review.mismatches().size();
        out.println(folder + ": "
                + (found == 0 ? "no mismatch" : found == 1 ? "a mismatch" : found + " mismatches")
                + (problems.isEmpty()
                        ? ""
                        : "; and " + Serving.counted(problems.size()) + " that `baton check --offline` tells"));
    }

    private void section(String title) {
        out.println();
        out.println(title);
    }

    /** Wrapped, with what follows the first line indented under it. */
    private void paragraph(String first, String text) {
        var indent = " ".repeat(first.length());
        var line = new StringBuilder(first);
        var lines = new ArrayList<String>();
        for (var word : Output.printable(text).split(" ", -1)) {
            if (line.length() + word.length() > WIDTH && !line.toString().isBlank()) {
                lines.add(line.toString().stripTrailing());
                line = new StringBuilder(indent);
            }
            line.append(word).append(' ');
        }
        lines.add(line.toString().stripTrailing());
        lines.forEach(out::println);
    }
}
