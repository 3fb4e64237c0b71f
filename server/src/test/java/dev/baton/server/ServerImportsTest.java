package dev.baton.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which package of this module may know which. */
class ServerImportsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.baton.cli", "dev.baton.server");

    @Test
    void givenTheCommandLine_thenItStartsWithoutAnyFramework() {
        noClasses()
                .that()
                .resideInAPackage("dev.baton.cli")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "gg.jte..")
                .check(CLASSES);
    }

    @Test
    void givenAClientCommand_thenItKnowsTheServerByHttpOnly() {
        noClasses()
                .that()
                .areAssignableTo("dev.baton.cli.ClientCommand")
                .or()
                .haveSimpleName("Api")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.baton.server..", "dev.baton.engine..", "dev.baton.workspace..")
                .check(CLASSES);
    }

    @Test
    void givenTheDoors_thenTheyDoNotKnowEachOtherNorWhatIsBehindThePorts() {
        noClasses()
                .that()
                .resideInAPackage("dev.baton.server.api")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.baton.server.console..",
                        "dev.baton.server.wiring..",
                        "dev.baton.store..",
                        "dev.baton.connect..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("dev.baton.server.console..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.baton.server.wiring..", "dev.baton.store..", "dev.baton.connect..")
                .check(CLASSES);
    }

    @Test
    void givenTheDoorsOfPrograms_thenTheyDoNotKnowEachOther() {
        slices().matching("dev.baton.server.door.(*)..")
                .should()
                .notDependOnEachOther()
                .allowEmptyShould(true)
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("dev.baton.server.door..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.baton.server.api..",
                        "dev.baton.server.console..",
                        "dev.baton.server.wiring..",
                        "dev.baton.store..",
                        "dev.baton.connect..")
                .check(CLASSES);
    }

    /** It says what the doors do and is none of their code, so that it cannot be right by accident. */
    @Test
    void givenTheDescription_thenItKnowsNoDoor() {
        noClasses()
                .that()
                .resideInAPackage("dev.baton.server.description")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.baton.server.api..",
                        "dev.baton.server.console..",
                        "dev.baton.server.door.(*)..",
                        "dev.baton.server.wiring..",
                        "dev.baton.store..",
                        "dev.baton.connect..")
                .check(CLASSES);
    }

    @Test
    void givenTheWiring_thenItAloneKnowsTheAdapters() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.baton.server.wiring")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.baton.store..", "dev.baton.connect..", "dev.baton.models..")
                .check(CLASSES);
    }
}
