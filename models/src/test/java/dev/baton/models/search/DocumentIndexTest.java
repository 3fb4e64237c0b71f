package dev.baton.models.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.knowledge.Knowledge.Passage;
import dev.baton.knowledge.KnowledgeDefinition;
import dev.baton.models.Embeddings;
import dev.baton.principal.Principal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By words alone, so that what is found can be told beforehand. */
class DocumentIndexTest {
    private static final Principal CUSTOMER = Principal.of(Principal.Kind.CUSTOMER, "CUS-0001");
    private static final Principal LEAD = Principal.of(Principal.Kind.PERSON, "lena", "refund-lead");

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(folder.resolve("shop/deep"));
        Files.writeString(folder.resolve("shop/returns.md"), """
                ---
                title: hidden
                ---
                # Returns

                Welcome.

                ## How long
                You have **30 days** from
                delivery.

                - unused
                - with its label

                ## How long
                Engraved cups never.
                <!-- secret note -->
                """);
        Files.writeString(
                folder.resolve("shop/deep/opening-hours.txt"), "The showroom opens at ten.\n\nClosed on Sunday.");
        Files.writeString(folder.resolve("shop/picture.svg"), "delivery delivery delivery");
        Files.createDirectories(folder.resolve("staff"));
        Files.writeString(folder.resolve("staff/limits.md"), "# Limits\nGoodwill refunds end at 50 euros.");
        Files.writeString(folder.resolve("outside.txt"), "delivery to the moon");
        Files.createSymbolicLink(folder.resolve("shop/link.txt"), folder.resolve("outside.txt"));
    }

    private DocumentIndex index(Embeddings embeddings) {
        return new DocumentIndex(
                List.of(
                        new KnowledgeDefinition("shop", folder.resolve("shop"), List.of("everyone")),
                        new KnowledgeDefinition("staff", folder.resolve("staff"), List.of("refund-lead")),
                        new KnowledgeDefinition("gone", folder.resolve("nowhere"), List.of("everyone"))),
                embeddings);
    }

    private static List<Passage> search(DocumentIndex index, String text, Principal reader) {
        return index.search(List.of("shop", "staff", "gone", "unknown"), text, reader, 3);
    }

    @Test
    void givenASection_whenItsWordsAreAskedFor_thenItIsFoundWithTitleAnchorAndPlainText() {
        try (var index = index(Embeddings.NONE)) {
            var best = search(index, "days after delivery", CUSTOMER).getFirst();

            assertThat(best.title()).isEqualTo("Returns: How long");
            assertThat(best.location()).isEqualTo("shop/returns.md#how-long");
            assertThat(best.excerpt()).isEqualTo("You have 30 days from delivery.\n- unused\n- with its label");
            assertThat(best.score()).isGreaterThan(0.5);
        }
    }

    @Test
    void givenTwoHeadingsOfOneName_whenFound_thenTheirAnchorsDiffer() {
        try (var index = index(Embeddings.NONE)) {
            assertThat(search(index, "engraved cups", CUSTOMER).getFirst().location())
                    .isEqualTo("shop/returns.md#how-long-1");
        }
    }

    @Test
    void givenATextFile_whenFound_thenItIsCalledByItsName() {
        try (var index = index(Embeddings.NONE)) {
            var best = search(index, "showroom", CUSTOMER).getFirst();

            assertThat(best.title()).isEqualTo("Opening hours");
            assertThat(best.location()).isEqualTo("shop/deep/opening-hours.txt");
        }
    }

    @Test
    void givenCommentsLinksFrontMatterAndOtherFiles_whenAskedFor_thenTheyAreNotThere() {
        try (var index = index(Embeddings.NONE)) {
            assertThat(search(index, "moon", CUSTOMER)).isEmpty();
            assertThat(search(index, "secret", CUSTOMER)).isEmpty();
            assertThat(search(index, "hidden", CUSTOMER)).isEmpty();
            assertThat(search(index, "delivery", CUSTOMER))
                    .isNotEmpty()
                    .allSatisfy(found -> assertThat(found.location()).contains("returns.md"));
        }
    }

    @Test
    void givenACollectionForSomeRoles_whenSearched_thenOnlyTheyFindIt() {
        try (var index = index(Embeddings.NONE)) {
            var assistant = Principal.of(Principal.Kind.ASSISTANT, "support");

            assertThat(search(index, "goodwill", LEAD)).isNotEmpty();
            assertThat(search(index, "goodwill", assistant.actingFor(LEAD))).isNotEmpty();
            assertThat(search(index, "goodwill", CUSTOMER)).isEmpty();
            assertThat(search(index, "goodwill", assistant.actingFor(CUSTOMER))).isEmpty();
        }
    }

    @Test
    void givenNothingInCommonOrOnlyFillers_whenSearched_thenNothingIsFound() {
        try (var index = index(Embeddings.NONE)) {
            assertThat(search(index, "quantum chromodynamics", CUSTOMER)).isEmpty();
            assertThat(search(index, "the of and", CUSTOMER)).isEmpty();
            assertThat(search(index, "+ - && || ! ( ) { } [ ] ^ \" ~ * ? : \\ /", CUSTOMER))
                    .isEmpty();
        }
    }

    @Test
    void givenVectors_whenTheyPointTheSameWay_thenASectionIsFoundWithoutASharedWord() throws InterruptedException {
        // a stand-in for a model: what has to do with Sunday points one way, all else the other
        Embeddings embeddings = text -> Optional.of(
                text.contains("Sunday") || text.contains("weekend") ? new float[] {1, 0} : new float[] {0, 1});
        try (var index = index(embeddings)) {
            index.awaitComplete();

            assertThat(index.isComplete()).isTrue();
            assertThat(search(index, "weekend?", CUSTOMER).getFirst().title()).isEqualTo("Opening hours");
        }
    }
}
