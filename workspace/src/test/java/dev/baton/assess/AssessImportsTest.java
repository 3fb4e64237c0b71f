package dev.baton.assess;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The decision is pure, and reading definitions does not know of it. */
class AssessImportsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.baton.assess", "dev.baton.workspace");

    @Test
    void givenTheDecision_thenItReadsNoFileKnowsNoTimeAndPerformsNothing() {
        noClasses()
                .that()
                .resideInAPackage("dev.baton.assess")
                .should()
                .dependOnClassesThat(resideInAPackage("java.nio.file..")
                        .and(com.tngtech.archunit.base.DescribedPredicate.not(type(Path.class))))
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "java.time..", "java.util.concurrent..", "org.slf4j..")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.baton.engine..", "dev.baton.event..", "dev.baton.run..")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(java.io.File.class, java.io.FileInputStream.class, java.io.FileOutputStream.class)
                .check(CLASSES);
    }

    @Test
    void givenTheReadingOfDefinitions_thenItDoesNotKnowTheDecision() {
        noClasses()
                .that()
                .resideInAPackage("dev.baton.workspace")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.baton.assess")
                .check(CLASSES);
    }
}
