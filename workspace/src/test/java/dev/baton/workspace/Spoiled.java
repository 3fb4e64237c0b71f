package dev.baton.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

/** One change to one file of the shop, and everything that the loader then has to say. */
record Spoiled(String file, String old, String by, List<String> problems) {

    static Spoiled spoiled(String file, String old, String by, String... problems) {
        return new Spoiled(file, old, by, List.of(problems));
    }

    void check(Path folder) {
        assertThat(Draft.ofShop(folder).replace(file, old, by).problems())
                .as(toString())
                .containsExactlyElementsOf(problems);
    }

    @Override
    public String toString() {
        return file + ": '" + old + "' becomes '" + by + "'";
    }
}
