package dev.baton.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes in connections of each kind, told where they stand. */
class ConnectionKindsTest {
    @TempDir
    private Path folder = Path.of("");

    private java.util.List<String> problems(String type, String rest) {
        return Draft.ofShop(folder)
                .write(
                        "connections/other.yaml",
                        "kind: Connection\nname: other\ntype: " + type + "\n" + rest.replace(";;", "\n"))
                .problems();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            sql  | url: jdbc:sqlite:x;;tools: {a: {operation: x}} | a tool of a database has either 'read' or 'write'
            sql  | url: jdbc:sqlite:x;;tools: {a: {read: select 1, answer: count}} | a read answers 'list' or 'one'
            sql  | url: jdbc:sqlite:x;;tools: {a: {read: select 1, rows: 0}} | 'rows' is from 1 to 10000
            sql  | url: jdbc:sqlite:x;;effects: a-drop;;tools: {a: {read: select 1}} | is not the name of a table
            sql  | url: jdbc:sqlite:x;;tools: {a: {read: select 1, effect: write}} | 'effect' is not needed
            sql  | url: jdbc:sqlite:x;;tools: {a: {read: select 1, args: {x: {type: strin}}}} | not a JSON Schema
            sql  | url: jdbc:sqlite:x;;tools: {a: {read: select 1, args: {x: {}}, optional: [y]}} | 'y' is not among the 'args'
            http | url: https://x.example;;tools: {a: {request: {method: FETCH, path: /x}}} | 'FETCH' is not one of GET
            http | url: https://x.example;;tools: {a: {request: {method: GET, path: x}}} | a path begins with /
            http | url: https://x.example;;tools: {a: {request: {method: GET, path: "/${arg.id}"}}} | arg
            http | url: https://x.example;;tools: {a: {expect: [20], request: {method: GET, path: /x}}} | lists the statuses
            http | url: https://x.example;;tools: {a: {effect: read, pages: {by: lnk}, request: {method: GET, path: /x}}} | did you mean 'link'
            mail | url: smtp://x.example;;tools: {a: {operation: x}} | 'mail' is missing
            mail | url: smtp://x.example;;tools: {a: {mail: {from: a@x.example, to: b@x.example, subject: x}}} | write 'text', 'html' or both
            mail | url: smtp://x.example;;tools: {a: {mail: {from: "${args.x}@x.example", to: b@x.example, subject: x, text: x}}} | who sends is fixed
            mail | url: smtp://x.example;;tools: {a: {args: {name: {type: string}}, mail: {from: a@x.example, to: b@x.example, subject: "${args.nam}", text: x}}} | nam
            mail | url: smtp://x.example;;tools: {a: {effect: read, mail: {from: a@x.example, to: b@x.example, subject: x, text: x}}} | 'effect' is not needed
            mail | url: smtp://x.example;;tools: {a: {mail: {from: a@x.example, to: b@x.example, subjct: x, text: x}}} | did you mean 'subject'
            calendar | url: https://x.example;;tools: {a: {operation: bussy}} | did you mean 'busy'
            calendar | url: https://x.example;;tools: {a: {operation: create, visible: "true"}} | is about reads, but this is declared a write
            java | tools: {a: {}} | 'operation' is missing
            java | url: https://x.example;;tools: {a: {operation: x}} | url
            mcp  | url: https://x.example;;command: [x];;tools: {a: {operation: x}} | either at a 'url' or started by a 'command'
            mcp  | url: https://x.example;;auth: {type: basic, user: u, password: p};;tools: {a: {operation: x}} | a password does not belong in a file
            mcp  | url: https://x.example;;auth: {type: api-key, value: "${secret.K}"};;tools: {a: {operation: x}} | a key travels in a 'header' or in the 'query'
            mcp  | url: https://x.example;;rate: {calls: 0, per: PT1S};;tools: {a: {operation: x}} | a rate is at least one call
            mcp  | url: https://x.example;;concurrency: 0;;tools: {a: {operation: x}} | 'concurrency' is at least 1
            """)
    void givenAMistake_thenItIsToldWithFileAndLine(String type, String rest, String told) {
        assertThat(problems(type, rest))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("connections/other.yaml:")
                        .contains(told));
    }

    @Test
    void givenAToolOfAnMcpServerWithoutAnEffect_thenItIsAWrite_andNoAssistantMayHaveIt() {
        var shop = Draft.ofShop(folder)
                .write(
                        "connections/other.yaml",
                        "kind: Connection\nname: other\ntype: mcp\nurl: https://x.example\ntools: {a: {operation: x}}\n")
                .replace("assistants/support.md", "tools: [", "tools: [other.a, ");
        assertThat(shop.problems())
                .anySatisfy(problem -> assertThat(problem).contains("assistants/support.md", "other.a"));
    }
}
