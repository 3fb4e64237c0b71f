package dev.baton.knowledge;

import dev.baton.principal.Principal;
import java.util.List;

/** Finds passages of documents. */
public interface Knowledge {

    /** Nothing to read. */
    Knowledge NONE = (collections, text, reader, limit) -> List.of();

    /**
     * The passages that answer a question best, best first.
     *
     * @param collections to look in; unknown ones hold nothing
     * @param reader sees only what is visible to {@link Principal#subject()}
     */
    List<Passage> search(List<String> collections, String text, Principal reader, int limit);

    /**
     * A piece of a document.
     *
     * @param title of the document and the section
     * @param location where a person can read it in full, such as {@code help-center/returns.md#how-long}
     * @param score from 0 to 1; from 0.5 on the passage is taken to answer the question
     */
    record Passage(String collection, String title, String location, String excerpt, double score) {}
}
