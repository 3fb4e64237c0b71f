package dev.baton.cli;

import dev.baton.assess.AnswerSheet;
import dev.baton.assess.Question;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;

/** Asks the questions one after the other, line by line, so that it works on any terminal and in a pipe. */
final class AssessDialog {
    private final BufferedReader in;
    private final PrintWriter out;

    AssessDialog(BufferedReader in, PrintWriter out) {
        this.in = in;
        this.out = out;
    }

    /** The answers so far once the last question is answered, or the input has ended. */
    AnswerSheet ask() throws IOException {
        out.println("Six questions about one workflow. Answer y or n; b goes back, Enter keeps an answer, q ends.");
        var questions = Question.values();
        var sheet = AnswerSheet.EMPTY;
        var at = 0;
        show(questions[at]);
        while (at < questions.length) {
            var question = questions[at];
            prompt(sheet, question);
            var line = in.readLine();
            if (line == null) {
                out.println();
                return sheet;
            }
            var word = line.strip().toLowerCase(Locale.ROOT);
            var answer = word.isEmpty() ? sheet.answer(question) : AnswerSheet.word(word);
            if (answer.isPresent()) {
                sheet = sheet.with(question, answer.get());
                at++;
            } else if ((word.equals("b") || word.equals("back")) && at > 0) {
                at--;
            } else if (word.equals("q") || word.equals("quit")) {
                throw CommandException.failed("Nothing was assessed.");
            } else {
                out.println("  " + misunderstood(word, at));
                continue;
            }
            if (at < questions.length) {
                show(questions[at]);
            }
        }
        out.println();
        return sheet;
    }

    private static String misunderstood(String word, int at) {
        if (word.isEmpty()) {
            return "There is no answer to keep yet: y or n, please.";
        }
        return at == 0 && word.startsWith("b")
                ? "This is the first question: y or n, please."
                : "'" + Output.printable(word) + "' is neither y, n, b nor q.";
    }

    private void show(Question question) {
        out.println();
        out.println(question.number() + " of " + Question.values().length + "  " + question.text());
        out.println("     yes, for example: " + question.example(true));
        out.println("     no, for example:  " + question.example(false));
    }

    private void prompt(AnswerSheet sheet, Question question) {
        var earlier = sheet.answer(question)
                .map(yes -> " [" + (yes ? "yes" : "no") + "]")
                .orElse("");
        out.print(question.key() + " (y/n)" + earlier + " > ");
        out.flush();
    }
}
