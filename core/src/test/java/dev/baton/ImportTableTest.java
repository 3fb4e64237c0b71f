package dev.baton;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The import table of ARCHITECTURE.md. */
class ImportTableTest {
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.baton");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    json       | ''
                    model      | json
                    principal  | ''
                    expression | json
                    event      | json principal
                    integrity  | json principal event
                    tool       | json principal expression
                    policy     | json principal expression tool
                    oversight  | json principal expression tool policy
                    plan       | json expression tool
                    handoff    | json principal expression tool
                    callback   | json principal expression tool handoff
                    memory     | json principal handoff
                    run        | json principal expression event tool policy plan handoff memory model
                    agent      | json principal expression tool policy plan handoff memory run model
                    inbox      | json principal expression event tool policy oversight plan handoff run
                    knowledge  | json principal expression tool
                    trigger    | json principal expression plan handoff
                    assistant  | json principal expression event tool handoff knowledge model
                    """)
    void packagesImportOnlyWhatTheTableAllows(String from, String allowed) {
        // given the packages of core, then each knows only those below it
        var permitted = Stream.concat(Stream.of(from), Arrays.stream(allowed.split(" ")))
                .filter(name -> !name.isBlank())
                .map(name -> "dev.baton." + name + "..")
                .toArray(String[]::new);
        var rule = classes()
                .that()
                .resideInAPackage("dev.baton." + from + "..")
                .should()
                .onlyDependOnClassesThat(com.tngtech.archunit.base.DescribedPredicate.describe(
                        "are not ours or in " + allowed,
                        (JavaClass it) -> !it.getPackageName().startsWith("dev.baton")
                                || Arrays.stream(permitted)
                                        .anyMatch(name ->
                                                it.getPackageName().equals(name.substring(0, name.length() - 2)))));
        rule.check(CORE);
    }

    @Test
    void decisionsNeitherReadTheClockNorStartThreadsNorLog() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.baton.run..",
                        "dev.baton.plan..",
                        "dev.baton.policy..",
                        "dev.baton.oversight..",
                        "dev.baton.handoff..",
                        "dev.baton.memory..",
                        "dev.baton.inbox..",
                        "dev.baton.trigger..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.io..", "java.net..", "java.nio.file..", "java.util.random..", "java.sql..", "org.slf4j..")
                .check(CORE);
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.baton.run..",
                        "dev.baton.plan..",
                        "dev.baton.policy..",
                        "dev.baton.oversight..",
                        "dev.baton.memory..",
                        "dev.baton.inbox..",
                        "dev.baton.callback..",
                        "dev.baton.assistant..",
                        "dev.baton.trigger..")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.util.concurrent.Executor.class)
                .check(CORE);
    }

    @Test
    void whatIsToldOutsideIsDecidedWithoutTellingIt() {
        noClasses()
                .that()
                .resideInAPackage("dev.baton.callback..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("java.io..", "java.net..", "java.nio..", "java.util.random..", "org.slf4j..")
                                .and(not(JavaClass.Predicates.type(java.net.URI.class))))
                .check(CORE);
    }

    @Test
    void onlyExpressionKnowsTheExpressionLibrary() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.baton.expression..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.cel..")
                .check(CORE);
    }

    @Test
    void onlyTheEngineCallsTools() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.baton.engine..")
                .and()
                .resideOutsideOfPackage("dev.baton.tool..")
                .should()
                .callMethod(dev.baton.tool.Tool.class, "call", dev.baton.tool.ToolCall.class)
                .check(CORE);
    }

    @Test
    void onlyTheEngineAsksModels() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.baton.engine..", "dev.baton.model..")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(dev.baton.model.ChatModel.class)
                .check(CORE);
    }

    @Test
    void conversationsKnowNoToolThatCouldWrite() {
        noClasses()
                .that()
                .resideInAPackage("dev.baton.assistant..")
                .or()
                .haveSimpleNameStartingWith("Conversation")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(dev.baton.tool.Tool.class, dev.baton.tool.ToolCall.class)
                .check(CORE);
    }

    @Test
    void namesSayWhatThingsAre() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .check(CORE);
    }
}
