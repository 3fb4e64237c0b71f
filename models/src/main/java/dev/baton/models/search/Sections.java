package dev.baton.models.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.TextContentRenderer;

/** Cuts a document at its headings into sections that are short enough to be quoted. */
final class Sections {
    private static final int LONGEST = 900;
    private static final Parser PARSER = Parser.builder().build();
    private static final TextContentRenderer RENDERER =
            TextContentRenderer.builder().build();

    private final String collection;
    private final String path;
    private final List<Section> sections = new ArrayList<>();
    private final Map<String, Integer> anchors = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private String document;
    private String heading = "";
    private String anchor = "";

    private Sections(String collection, String path, String document) {
        this.collection = collection;
        this.path = path;
        this.document = document;
    }

    static List<Section> ofMarkdown(String collection, String path, String markdown) {
        var cutter = new Sections(collection, path, nameOf(path));
        var root = PARSER.parse(withoutFrontMatter(markdown));
        for (var node = root.getFirstChild(); node != null; node = node.getNext()) {
            cutter.take(node);
        }
        return cutter.end();
    }

    static List<Section> ofText(String collection, String path, String text) {
        var cutter = new Sections(collection, path, nameOf(path));
        for (var paragraph : text.split("\\R\\s*\\R")) {
            cutter.add(paragraph.strip());
        }
        return cutter.end();
    }

    private List<Section> end() {
        close();
        if (sections.size() > 1) {
            sections.add(overview());
        }
        return List.copyOf(sections);
    }

    /** Questions such as "what is your return policy?" are about a whole page: it is known by its headings. */
    private Section overview() {
        var beginning = new StringBuilder();
        for (var i = 0; i < sections.size(); i++) {
            var name = names.get(i);
            var piece = (name.isEmpty() ? "" : name + ": ") + sections.get(i).text();
            if (i > 0 && beginning.length() + piece.length() > LONGEST) {
                break;
            }
            beginning.append(i > 0 ? "\n" : "").append(piece);
        }
        var headings =
                document + ". " + String.join(". ", names.stream().distinct().toList());
        return new Section(collection, document, collection + "/" + path, beginning.toString(), headings);
    }

    private void take(Node node) {
        if (node instanceof Heading start) {
            close();
            begin(start);
        } else {
            add(plain(node));
        }
    }

    private void begin(Heading start) {
        var words = plain(start);
        anchor = anchor(words);
        if (start.getLevel() == 1) {
            document = words;
            heading = "";
        } else {
            heading = words;
        }
    }

    private void add(String paragraph) {
        if (paragraph.isEmpty()) {
            return;
        }
        if (!text.isEmpty() && text.length() + paragraph.length() > LONGEST) {
            close();
        }
        text.append(text.isEmpty() ? "" : "\n").append(paragraph);
    }

    private void close() {
        if (!text.isEmpty()) {
            var title = heading.isEmpty() ? document : document + ": " + heading;
            var location = collection + "/" + path + (anchor.isEmpty() ? "" : "#" + anchor);
            sections.add(Section.of(collection, title, location, text.toString()));
            names.add(heading);
            text.setLength(0);
        }
    }

    /** A heading as a link names it; the second of the same name gets a number. */
    private String anchor(String words) {
        var slug = words.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} -]", "")
                .strip()
                .replace(' ', '-');
        var times = anchors.merge(slug, 1, Integer::sum);
        return times == 1 ? slug : slug + "-" + (times - 1);
    }

    /** Lines of a file are wrapped anywhere; only items of lists and lines of code begin anew. */
    private static String plain(Node node) {
        return switch (node) {
            case HtmlBlock ignored -> "";
            case FencedCodeBlock code -> code.getLiteral().strip();
            case IndentedCodeBlock code -> code.getLiteral().strip();
            default -> RENDERER.render(node).strip().replaceAll("\\R(?!\\s*(?:[-*+•]|\\d+[.)]) )\\s*", " ");
        };
    }

    private static String withoutFrontMatter(String markdown) {
        if (!markdown.startsWith("---\n") && !markdown.startsWith("---\r\n")) {
            return markdown;
        }
        var end = markdown.indexOf("\n---", 3);
        var rest = end < 0 ? -1 : markdown.indexOf('\n', end + 1);
        return rest < 0 ? markdown : markdown.substring(rest + 1);
    }

    private static String nameOf(String path) {
        var file = path.substring(path.lastIndexOf('/') + 1);
        var name = file.contains(".") ? file.substring(0, file.lastIndexOf('.')) : file;
        var words = name.replace('-', ' ').replace('_', ' ');
        return words.isEmpty() ? path : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
