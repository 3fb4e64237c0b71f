package dev.baton.models.search;

import dev.baton.models.Embeddings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.QueryBuilder;
import org.jspecify.annotations.Nullable;

/** Sections in a Lucene index in memory, found by BM25 over their words and by the nearest vectors. Never changes. */
final class SectionIndex {
    private static final String COLLECTION = "collection";
    private static final String NUMBER = "number";
    private static final String TITLE = "title";
    private static final String TEXT = "text";
    private static final String VECTOR = "vector";
    private static final float TITLE_COUNTS = 2;

    private final List<Section> sections;
    private final IndexSearcher searcher;
    private final Analyzer analyzer = new EnglishAnalyzer();

    /**
     * A section that was found.
     *
     * @param words its BM25 score, 0 when it shares no word with the question
     * @param cosine of its vector and the question's, empty without a model
     */
    record Hit(Section section, double words, Optional<Double> cosine) {}

    /** @param embeddings {@link Embeddings#NONE} for an index of words only */
    SectionIndex(List<Section> sections, Embeddings embeddings) {
        this.sections = List.copyOf(sections);
        var directory = new ByteBuffersDirectory();
        try (var writer =
                new IndexWriter(directory, new IndexWriterConfig(analyzer).setSimilarity(new BM25Similarity()))) {
            for (var i = 0; i < sections.size(); i++) {
                writer.addDocument(document(i, embeddings));
            }
            writer.commit();
            this.searcher = new IndexSearcher(DirectoryReader.open(directory));
        } catch (IOException e) {
            throw new UncheckedIOException("an index in memory cannot fail to be written", e);
        }
        searcher.setSimilarity(new BM25Similarity());
    }

    private Document document(int number, Embeddings embeddings) {
        var section = sections.get(number);
        var document = new Document();
        document.add(new StoredField(NUMBER, number));
        document.add(new StringField(COLLECTION, section.collection(), Field.Store.NO));
        document.add(new TextField(TITLE, section.title(), Field.Store.NO));
        document.add(new TextField(TEXT, section.compared(), Field.Store.NO));
        embeddings
                .embed(section.compared())
                .ifPresent(vector ->
                        document.add(new KnnFloatVectorField(VECTOR, vector, VectorSimilarityFunction.DOT_PRODUCT)));
        return document;
    }

    List<Hit> search(Set<String> collections, String text, Optional<float[]> vector, int limit) {
        if (sections.isEmpty() || collections.isEmpty()) {
            return List.of();
        }
        var only = new TermInSetQuery(
                COLLECTION, collections.stream().map(BytesRef::new).toList());
        try {
            var byWords = byWords(text, only, limit);
            var byMeaning = vector.isPresent()
                    ? scores(new KnnFloatVectorQuery(VECTOR, vector.get(), limit, only), limit)
                    : Map.<Integer, Double>of();
            var found = new java.util.LinkedHashSet<>(byMeaning.keySet());
            found.addAll(byWords.keySet());
            return found.stream()
                    .map(number -> new Hit(
                            sections.get(number),
                            byWords.getOrDefault(number, 0.0),
                            byMeaning.isEmpty() ? Optional.empty() : Optional.of(cosine(byMeaning.get(number)))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("an index in memory cannot fail to be read", e);
        }
    }

    /** Lucene's score of a dot product is (1 + cosine) / 2; what is not among the nearest has nothing in common. */
    private static double cosine(@Nullable Double score) {
        return score == null ? 0 : 2 * score - 1;
    }

    private Map<Integer, Double> byWords(String text, Query only, int limit) throws IOException {
        var builder = new QueryBuilder(analyzer);
        var words = new BooleanQuery.Builder();
        // null when the text holds no word but fillers
        var inTitle = builder.createBooleanQuery(TITLE, text);
        var inText = builder.createBooleanQuery(TEXT, text);
        if (inTitle == null || inText == null) {
            return Map.of();
        }
        words.add(new BoostQuery(inTitle, TITLE_COUNTS), BooleanClause.Occur.SHOULD);
        words.add(inText, BooleanClause.Occur.SHOULD);
        words.add(only, BooleanClause.Occur.FILTER);
        words.setMinimumNumberShouldMatch(1);
        return scores(words.build(), limit);
    }

    private Map<Integer, Double> scores(Query query, int limit) throws IOException {
        var scores = new HashMap<Integer, Double>();
        var stored = searcher.storedFields();
        for (var hit : searcher.search(query, limit).scoreDocs) {
            var number =
                    stored.document(hit.doc).getField(NUMBER).numericValue().intValue();
            scores.put(number, (double) hit.score);
        }
        return scores;
    }

    /** The share of the question's words, weighed by how rare they are, that a section holds: from 0 to 1. */
    double coverage(String text, Section section) {
        var asked = new QueryBuilder(analyzer).createBooleanQuery(TEXT, text);
        var held = terms(section.compared());
        var all = 0.0;
        var found = 0.0;
        for (var term : asked == null ? Set.<Term>of() : termsOf(asked)) {
            var weight = rarity(term);
            all += weight;
            found += held.contains(term.text()) ? weight : 0;
        }
        return all == 0 ? 0 : found / all;
    }

    private double rarity(Term term) {
        try {
            var holding = searcher.getIndexReader().docFreq(term);
            return Math.log(1 + (sections.size() - holding + 0.5) / (holding + 0.5));
        } catch (IOException e) {
            throw new UncheckedIOException("an index in memory cannot fail to be read", e);
        }
    }

    private Set<String> terms(String text) {
        var query = new QueryBuilder(analyzer).createBooleanQuery(TEXT, text);
        return query == null
                ? Set.of()
                : termsOf(query).stream().map(Term::text).collect(java.util.stream.Collectors.toSet());
    }

    private static Set<Term> termsOf(Query query) {
        var terms = new java.util.HashSet<Term>();
        query.visit(org.apache.lucene.search.QueryVisitor.termCollector(terms));
        return terms;
    }
}
