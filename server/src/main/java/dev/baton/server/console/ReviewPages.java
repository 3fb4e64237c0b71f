package dev.baton.server.console;

import dev.baton.engine.Levels;
import dev.baton.engine.Oversight;
import dev.baton.engine.Reviews;
import dev.baton.engine.Reviews.Outcome;
import dev.baton.engine.Reviews.ReviewView;
import dev.baton.policy.Level;
import dev.baton.principal.Principal;
import dev.baton.server.http.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Saying whether what an agent did unasked was right. */
@Controller
final class ReviewPages {
    private final Reviews reviews;
    private final Levels levels;
    private final Pages pages;

    ReviewPages(Oversight oversight, Pages pages) {
        this.reviews = oversight.reviews();
        this.levels = oversight.levels();
        this.pages = pages;
    }

    @GetMapping("/reviews/{id}")
    ModelAndView show(@PathVariable String id, HttpServletRequest request, Principal principal) {
        return answer(id, pages.decider(request, principal), Optional.empty());
    }

    @PostMapping("/reviews/{id}")
    ModelAndView review(
            @PathVariable String id,
            @RequestParam boolean fine,
            @RequestParam Optional<String> comment,
            HttpServletRequest request,
            Principal principal) {
        var acting = pages.decider(request, principal);
        var words = comment.map(String::strip).filter(text -> !text.isEmpty());
        var notice = switch (reviews.review(id, fine, words, acting)) {
            case Outcome.Done done -> Notice.noted(done.message());
            case Outcome.NotAllowed(var message) -> Notice.bad(Labels.who(message));
            case Outcome.Conflict(var message) -> Notice.bad(Labels.who(message));
            case Outcome.NotFound(var message) -> throw ProblemException.notFound(message);
        };
        return answer(id, acting, Optional.of(notice));
    }

    private ModelAndView answer(String id, Principal acting, Optional<Notice> notice) {
        var review = reviews.find(id)
                .orElseThrow(() -> ProblemException.notFound("Nothing called '" + id + "' is to be looked at."));
        var page = pages.page("Was it right?", Page.Section.INBOX, "/reviews/" + id, acting);
        return new ModelAndView(
                "review",
                Map.of(
                        "page",
                        page,
                        "review",
                        review,
                        "obstacle",
                        reviews.obstacle(review, acting),
                        "lower",
                        offered(review, acting),
                        "notice",
                        notice));
    }

    /** After a no, to have people asked again. */
    private Optional<LevelRow> offered(ReviewView review, Principal acting) {
        return review.said()
                .filter(said -> !said.fine())
                .flatMap(said -> levels.find(review.agent()))
                .filter(level -> level.now() == Level.AUTONOMOUS)
                .map(level -> LevelRow.of(level, acting))
                .filter(row -> !row.lower().isEmpty());
    }
}
