package dev.baton.assistant;

import dev.baton.knowledge.Knowledge.Passage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides what a message is about: the form at hand, another one, the documents, a handoff on its way, or nothing. */
final class Choice {
    /** A document must answer this well to be preferred to what the person may have said for the form at hand. */
    private static final double CLEAR_ANSWER = 0.6;

    private static final double QUESTION = 0.1;
    /** A passage below this has nothing to do with the message, however much it looks like a question. */
    private static final double RELATED = 0.4;
    /** How much more a question that names nothing in particular is about the rules than about the person's own case. */
    private static final double RULES = 0.2;

    private final Briefing briefing;
    private final Interpreter interpreter;
    private final ConversationState state;
    private final Understanding heard;

    Choice(Briefing briefing, Interpreter interpreter, ConversationState state, Understanding heard) {
        this.briefing = briefing;
        this.interpreter = interpreter;
        this.state = state;
        this.heard = heard;
    }

    private record Weighed(Move move, double weight) {}

    /** The forms that the message may put something into. */
    List<Intake> intakes() {
        var topics = new LinkedHashSet<Topic>();
        if (isBareSignal()) {
            return List.of();
        }
        state.form().ifPresent(form -> topics.add(form.topic()));
        state.handoff().ifPresent(form -> topics.add(form.topic()));
        heard.bestHandoff().filter(this::isMeant).ifPresent(best -> topics.add(best.topic()));
        heard.bestQuestion().filter(this::isMeant).ifPresent(best -> topics.add(best.topic()));
        return topics.stream().flatMap(topic -> intake(topic).stream()).toList();
    }

    boolean mayBeQuestion() {
        return !isBareSignal() && !heard.text().isBlank();
    }

    boolean mayBeStatus() {
        return !state.handoffs().isEmpty()
                && (!isBareSignal() || !state.relay().told().isEmpty());
    }

    private boolean isMeant(Understanding.Candidate candidate) {
        return candidate.strength() >= Similarity.SAME;
    }

    private Optional<Intake> intake(Topic topic) {
        return briefing.subject(topic).map(subject -> Intake.of(state, heard, subject, interpreter));
    }

    /** Whether the message says no more than yes, no or stop to what is open. */
    boolean isDecision() {
        return isBareSignal()
                && switch (heard.signal()) {
                    case YES, NO -> state.proposal().isPresent() || isAnswerProposed();
                    case CANCEL -> state.proposal().isPresent() || state.form().isPresent() || isAnswerProposed();
                    case GREETING, THANKS, HELP, NONE -> false;
                };
    }

    private boolean isAnswerProposed() {
        return state.relay().proposed().isPresent();
    }

    /** A word like "yes" or "thanks" is read as nothing else, unless it answers the question that was asked. */
    private boolean isBareSignal() {
        return heard.signal() != Signal.NONE && currentIntake().isEmpty();
    }

    private Optional<Intake> currentIntake() {
        var decides =
                heard.signal() == Signal.CANCEL || (state.proposal().isPresent() && heard.signal() != Signal.NONE);
        return decides
                ? Optional.empty()
                : state.form()
                        .filter(form ->
                                heard.signal() == Signal.NONE || form.asked().isPresent())
                        .flatMap(form -> intake(form.topic()))
                        .filter(Intake::isInformative);
    }

    Move move(Map<ReadRequest, Reading> readings) {
        var asked = isDecision() ? Optional.<RunQuestion>empty() : asked(readings);
        var answer = asked.filter(question -> !question.isFreeText()).flatMap(this::answer);
        if (answer.isPresent()) {
            return answer.get();
        }
        if (isBareSignal()) {
            return signal();
        }
        var passage = passage(readings);
        var current = currentIntake();
        if (current.isPresent() && !isAside(passage)) {
            return new Move.Fill(current.get());
        }
        var isUnderWay = heard.corrects()
                && wantsOtherChoice()
                && !state.handoffs().isEmpty()
                && state.form().isEmpty();
        if (isUnderWay) {
            return new Move.Tell(true);
        }
        return best(passage)
                .or(() -> current.map(Move.Fill::new))
                .or(this::repeated)
                .or(() -> asked.flatMap(this::answer))
                .orElseGet(Move.Lost::new);
    }

    /** The question of an agent that the message may answer, where nothing else waits for an answer. */
    private Optional<RunQuestion> asked(Map<ReadRequest, Reading> readings) {
        var isFree =
                state.proposal().isEmpty() && state.form().flatMap(Form::asked).isEmpty();
        return isFree && !heard.question() && !isIdentified()
                ? RunQuestion.open(state, readings.values())
                : Optional.empty();
    }

    private Optional<Move> answer(RunQuestion question) {
        return interpreter.reader().read(question.field(), heard.text(), true) instanceof FieldReading.Said said
                ? Optional.of(new Move.Answer(question, said.value()))
                : Optional.empty();
    }

    /** Something that is known already is no misunderstanding: what is open is brought back to mind. */
    private Optional<Move> repeated() {
        return state.form()
                .flatMap(form -> intake(form.topic()))
                .filter(intake -> heard.candidate(intake.subject().topic())
                        .filter(Understanding.Candidate::saysSomething)
                        .isPresent())
                .map(Move.Fill::new);
    }

    private Move signal() {
        var proposal = state.proposal();
        var answer = state.relay().proposed();
        return switch (heard.signal()) {
            case YES ->
                proposal.<Move>map(Move.Confirm::new)
                        .or(() -> answer.map(Move.ConfirmAnswer::new))
                        .orElseGet(() -> new Move.Chat(Signal.YES));
            case NO ->
                proposal.<Move>map(Move.Withdraw::new)
                        .or(() -> answer.map(Move.WithdrawAnswer::new))
                        .orElseGet(() -> new Move.Chat(Signal.NO));
            case CANCEL ->
                state.form().isPresent() || proposal.isPresent()
                        ? new Move.Abandon()
                        : answer.<Move>map(Move.WithdrawAnswer::new).orElseGet(() -> new Move.Chat(Signal.CANCEL));
            case GREETING, THANKS, HELP, NONE -> new Move.Chat(heard.signal());
        };
    }

    /** Whether the message asks something in between instead of answering. */
    private boolean isAside(Optional<Passage> passage) {
        var current = state.form().flatMap(form -> heard.candidate(form.topic()));
        var identified = current.map(Understanding.Candidate::identified).orElse(false);
        var similarity = current.map(Understanding.Candidate::similarity).orElse(0.0);
        var isAboutRules = !identified
                && passage.filter(found -> found.score() >= CLEAR_ANSWER).isPresent();
        var isOtherQuestion = otherQuestion()
                .filter(other -> isMeant(other) && other.similarity() > similarity)
                .isPresent();
        return heard.question() && (isAboutRules || isOtherQuestion);
    }

    private Optional<Understanding.Candidate> otherQuestion() {
        return heard.bestQuestion()
                .filter(best -> !state.form()
                        .map(form -> form.topic().equals(best.topic()))
                        .orElse(false));
    }

    private boolean wantsOtherChoice() {
        return heard.bestHandoff()
                .filter(best -> best.choices() > 0 && !best.identified())
                .isPresent();
    }

    /** The strongest of everything that the message may be about, if any is strong enough. */
    private Optional<Move> best(Optional<Passage> passage) {
        var all = new ArrayList<Weighed>();
        heard.bestHandoff()
                .filter(best -> !isGoingOn(best))
                .flatMap(best -> intake(best.topic()).map(intake -> new Weighed(new Move.Fill(intake), weight(best))))
                .ifPresent(all::add);
        heard.bestQuestion()
                .flatMap(
                        best -> intake(best.topic()).map(intake -> new Weighed(new Move.Fill(intake), best.strength())))
                .ifPresent(all::add);
        passage.ifPresent(found -> all.add(new Weighed(cite(found), found.score() + generality())));
        all.add(new Weighed(new Move.Tell(false), aboutStatus()));
        return all.stream()
                .filter(weighed -> weighed.weight() >= Similarity.SAME)
                .max(Comparator.comparingDouble(Weighed::weight))
                .map(Weighed::move);
    }

    /** What a question in general names is not what happened to the person. */
    private double weight(Understanding.Candidate handoff) {
        return heard.general() && !isIdentified() ? handoff.similarity() : handoff.strength();
    }

    private Move.Cite cite(Passage passage) {
        return new Move.Cite(passage, heard.bestHandoff().filter(this::isMeant).isPresent());
    }

    /** "What about my refund?" resembles a claim, but once one was handed off it is about that. */
    private double aboutStatus() {
        if (state.handoffs().isEmpty()) {
            return heard.status() - QUESTION;
        }
        var isAboutIt = heard.question() && !heard.another() && !isIdentified();
        var resemblance = heard.bestHandoff()
                .filter(best -> isAboutIt && best.choices() < 2)
                .map(Understanding.Candidate::strength)
                .orElse(0.0);
        return Math.max(heard.status(), resemblance) + QUESTION;
    }

    /** The form at hand is not begun anew by a message that adds nothing to it. */
    private boolean isGoingOn(Understanding.Candidate candidate) {
        return state.handoff()
                        .map(form -> form.topic().equals(candidate.topic()))
                        .orElse(false)
                && (state.proposal().isPresent()
                        || state.handoff().flatMap(Form::asked).isPresent());
    }

    /** Documents tell the rules; what happened to somebody's own thing is told, or asked with its number. */
    private double generality() {
        var isTold = !heard.question()
                && Stream.of(heard.bestHandoff(), heard.bestQuestion())
                        .flatMap(Optional::stream)
                        .anyMatch(this::isMeant);
        if (isIdentified() || isTold) {
            return -RULES;
        }
        var isRule = heard.general() || (heard.question() && namesNothing() && !heard.own());
        return isRule ? RULES : 0;
    }

    private boolean namesNothing() {
        return heard.candidates().stream().allMatch(candidate -> candidate.choices() == 0);
    }

    private boolean isIdentified() {
        return heard.candidates().stream().anyMatch(Understanding.Candidate::identified);
    }

    private static Optional<Passage> passage(Map<ReadRequest, Reading> readings) {
        return readings.values().stream()
                .flatMap(reading -> reading instanceof Reading.Passages found ? found.best().stream() : Stream.empty())
                .filter(found -> found.score() >= RELATED)
                .findFirst();
    }
}
