package dev.baton.models.search;

import dev.baton.assistant.Similarity;
import dev.baton.knowledge.Knowledge;
import dev.baton.knowledge.KnowledgeDefinition;
import dev.baton.models.Embeddings;
import dev.baton.principal.Principal;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The documents of a workspace, searched by words and meaning at once. It can be searched by words as soon as it exists;
 * the vectors follow in the background, because a large handbook takes a while to be read for its meaning.
 */
public final class DocumentIndex implements Knowledge, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DocumentIndex.class);
    private static final int CANDIDATES = 20;
    private static final int LONGEST_EXCERPT = 900;
    /** Where a section that answers a question begins, as measured on the questions of the tests. */
    private static final double ANSWERING_COSINE = 0.38;
    /** How much the shared words count beside the meaning. */
    private static final double WORDS_COUNT = 0.3;

    private final Map<String, KnowledgeDefinition> definitions;
    private final Embeddings embeddings;
    private final Thread embedding;
    private volatile SectionIndex index;
    private volatile boolean complete = false;
    private volatile boolean closed = false;

    public DocumentIndex(Collection<KnowledgeDefinition> definitions, Embeddings embeddings) {
        this.definitions = definitions.stream()
                .collect(Collectors.toUnmodifiableMap(KnowledgeDefinition::name, Function.identity()));
        this.embeddings = embeddings;
        var sections = definitions.stream()
                .flatMap(definition -> DocumentFolder.read(definition).stream())
                .toList();
        this.index = new SectionIndex(sections, Embeddings.NONE);
        this.embedding = Thread.ofVirtual().name("baton-index").start(() -> embed(sections));
    }

    private void embed(List<Section> sections) {
        try {
            index = new SectionIndex(sections, text -> closed ? Optional.empty() : embeddings.embed(text));
            complete = true;
        } catch (RuntimeException e) {
            LOG.warn("The documents cannot be read for their meaning; they are found by their words only", e);
        }
    }

    /** Whether the vectors are there, so that meaning counts. */
    public boolean isComplete() {
        return complete;
    }

    /** Waits until the vectors are there. */
    public void awaitComplete() throws InterruptedException {
        embedding.join();
    }

    @Override
    public List<Passage> search(List<String> collections, String text, Principal reader, int limit) {
        var visible = collections.stream()
                .filter(name -> Optional.ofNullable(definitions.get(name))
                        .filter(definition -> definition.isVisibleTo(reader))
                        .isPresent())
                .collect(Collectors.toSet());
        var current = index;
        return current.search(visible, text, embeddings.embed(text), CANDIDATES).stream()
                .map(hit -> passage(current, text, hit))
                .sorted(Comparator.comparingDouble(Passage::score).reversed())
                .limit(limit)
                .toList();
    }

    private static Passage passage(SectionIndex index, String text, SectionIndex.Hit hit) {
        var section = hit.section();
        var coverage = index.coverage(text, section);
        var score = hit.cosine()
                .map(cosine -> (1 - WORDS_COUNT) * meaning(cosine) + WORDS_COUNT * coverage)
                .orElse(coverage);
        return new Passage(section.collection(), section.title(), section.location(), excerpt(section.text()), score);
    }

    /** Puts a cosine on the scale of {@link Similarity}. */
    private static double meaning(double cosine) {
        if (cosine <= 0) {
            return 0;
        }
        return cosine < ANSWERING_COSINE
                ? Similarity.SAME * cosine / ANSWERING_COSINE
                : Similarity.SAME
                        + (1 - Similarity.SAME) * (Math.min(cosine, 1) - ANSWERING_COSINE) / (1 - ANSWERING_COSINE);
    }

    private static String excerpt(String text) {
        if (text.length() <= LONGEST_EXCERPT) {
            return text;
        }
        var end = text.lastIndexOf(' ', LONGEST_EXCERPT);
        return text.substring(0, end < 0 ? LONGEST_EXCERPT : end) + "…";
    }

    @Override
    public void close() {
        closed = true;
    }
}
