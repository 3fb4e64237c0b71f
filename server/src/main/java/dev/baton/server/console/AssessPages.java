package dev.baton.server.console;

import dev.baton.assess.Starter;
import dev.baton.principal.Principal;
import dev.baton.server.http.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Which to build, by questions on a page; all of it is in the address, and nothing is kept. */
@Controller
final class AssessPages {
    /** The same files are the same bytes, whenever they are asked for. */
    private static final LocalDateTime LONG_AGO = LocalDateTime.of(2000, 1, 1, 0, 0);

    private final Pages pages;

    AssessPages(Pages pages) {
        this.pages = pages;
    }

    @GetMapping("/assess")
    ModelAndView assess(HttpServletRequest request, Principal principal) {
        var asked = AssessShown.of(request.getParameterMap());
        var page = pages.page(asked.title(), Page.Section.ASSESS, Pages.path(request), principal);
        var view = new ModelAndView("assess", Map.of("page", page, "shown", asked));
        view.setStatus(asked.sound() ? HttpStatus.OK : HttpStatus.BAD_REQUEST);
        return view;
    }

    @GetMapping("/assess/starter.zip")
    ResponseEntity<byte[]> download(HttpServletRequest request) throws IOException {
        var asked = AssessShown.of(request.getParameterMap());
        var starter = asked.result()
                .flatMap(AssessShown.Result::starter)
                .orElseThrow(() -> ProblemException.badRequest(asked.problem()
                        .or(() -> asked.result().flatMap(AssessShown.Result::problem))
                        .orElse("A starter needs an answer to each question; begin at /assess.")));
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/zip"))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + starter.name() + ".zip\"")
                .body(zip(starter));
    }

    private static byte[] zip(Starter starter) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (var file : starter.files().entrySet()) {
                var entry = new ZipEntry(starter.name() + "/" + file.getKey());
                entry.setTimeLocal(LONG_AGO);
                zip.putNextEntry(entry);
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
