package dev.baton.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlReaderTest {
    private static String mistake(String yaml) {
        var mistakes = YamlReader.read(yaml).mistakes();
        assertThat(mistakes).as(yaml).hasSize(1);
        var mistake = mistakes.getFirst();
        return mistake.position().line() + ":" + mistake.position().column() + " " + mistake.message();
    }

    @ParameterizedTest
    @CsvSource({
        "true, true",
        "yes, '\"yes\"'",
        "no, '\"no\"'",
        "null, null",
        "~, null",
        "7, 7",
        "0x1F, 31",
        "0o17, 15",
        "-3, -3",
        "1.50, 1.5",
        "1e3, 1000",
        "'\"7\"', '\"7\"'",
        "2026-01-10, '\"2026-01-10\"'",
        "2026-01-10T00:00:00Z, '\"2026-01-10T00:00:00Z\"'",
        "0.50 USD, '\"0.50 USD\"'",
        "9007199254740993, '\"9007199254740993\"'",
        "99999999999999999999999999, '\"99999999999999999999999999\"'",
    })
    void scalarsMeanWhatYaml12Says(String yaml, String json) {
        var read = YamlReader.read("value: " + yaml);

        assertThat(read.mistakes()).isEmpty();
        assertThat(read.json()).isEqualTo(Json.object("value", Json.parse(json)));
    }

    @Test
    void everyValueHasItsPlace() {
        var read = YamlReader.read("""
                # a comment
                name: x
                list:
                  - one
                  - {deep: [a, b]}
                "a/b": 1
                """);

        assertThat(read.position("")).isEqualTo(new Position(2, 1));
        assertThat(read.position("/name")).isEqualTo(new Position(2, 1));
        assertThat(read.position("/list/0")).isEqualTo(new Position(4, 5));
        assertThat(read.position("/list/1/deep")).isEqualTo(new Position(5, 6));
        assertThat(read.position("/list/1/deep/1")).isEqualTo(new Position(5, 16));
        assertThat(read.position("/a~1b")).isEqualTo(new Position(6, 1));
        assertThat(read.position("/list/7/nowhere"))
                .as("the nearest that there is")
                .isEqualTo(new Position(3, 1));
    }

    @Test
    void anAliasIsTheValueItNames() {
        var read = YamlReader.read("one: &x {a: 1}\ntwo: *x\n");

        assertThat(read.mistakes()).isEmpty();
        assertThat(read.json()).isEqualTo(Json.parse("{\"one\": {\"a\": 1}, \"two\": {\"a\": 1}}"));
    }

    @Test
    void givenKeysTwice_thenEachIsTold() {
        var read = YamlReader.read("a: 1\nb: {c: 1, c: 2}\na: 2\n");

        assertThat(read.mistakes())
                .extracting(mistake -> mistake.position().line() + " " + mistake.message())
                .containsExactly("2 'c' is here twice", "3 'a' is here twice");
    }

    @Test
    void whatJsonDoesNotHaveIsRefused() {
        assertThat(mistake("a: !!java.net.URL [x]"))
                .isEqualTo("1:4 the tag tag:yaml.org,2002:java.net.URL is not supported");
        assertThat(mistake("a: !mine x")).isEqualTo("1:4 the tag !mine is not supported");
        assertThat(mistake("a: !!binary aGk=")).contains("is not supported");
        assertThat(mistake("a: .nan")).isEqualTo("1:4 '.nan' is not a number that JSON has; quote it if it is text");
        assertThat(mistake("a: 1e999")).contains("is not a number that JSON has");
        assertThat(mistake("[a, b]: x")).isEqualTo("1:1 a key is text");
        assertThat(mistake("x: &x {a: 1}\ny:\n  <<: *x\n"))
                .isEqualTo("3:3 merge keys (<<) are not supported; write the keys out");
    }

    @Test
    void whatIsNoDefinitionIsRefused() {
        assertThat(mistake("")).isEqualTo("1:1 nothing is defined here");
        assertThat(mistake("# only a comment")).isEqualTo("1:1 nothing is defined here");
        assertThat(mistake("- a")).startsWith("1:1 a definition consists of keys and values");
        assertThat(mistake("a: 1\n---\nb: 1\n")).startsWith("2:1 not valid YAML");
        assertThat(mistake("a: [1\nb: 2")).startsWith("2:2 not valid YAML");
        assertThat(mistake("a: \u0007")).startsWith("1:1 not valid YAML");
    }

    @Test
    void givenABombOfAliases_thenReadingStopsEarly() {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 9; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
        }

        assertThat(YamlReader.read(bomb.toString()).mistakes()).hasSize(1);
    }

    @Test
    void givenFewAliasesThatGrow_thenTheNumberOfValuesIsBounded() {
        var big = "a: &a [" + "x, ".repeat(5_000) + "x]\nb: [" + "*a, ".repeat(15) + "*a]\n";

        assertThat(mistake(big)).contains("more than 50000 values");
    }

    @Test
    void givenAnAliasOfItself_thenItIsRefused() {
        assertThat(mistake("a: &a {b: *a}")).contains("an alias of something that holds it");
    }

    @Test
    void givenADeepDocument_thenItIsRefusedBeforeTheStackIsFull() {
        assertThat(mistake("a: " + "[".repeat(200_000))).contains("nested more than 64 deep");
        assertThat(mistake("a: " + "{a: ".repeat(200_000))).contains("nested more than 64 deep");
    }

    @Test
    void givenALongDocument_thenItIsRefused() {
        assertThat(mistake("a: " + "x".repeat(1_000_001))).isEqualTo("1:1 longer than 1000000 characters");
    }
}
