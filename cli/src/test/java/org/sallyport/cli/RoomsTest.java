package org.sallyport.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.sallyport.core.SallyportException;

/** The arrows between the rooms: data runs one way, and no room knows the command line. */
class RoomsTest {

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.sallyport");

    @Test
    void dataRunsOneWayThroughTheRooms() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("words")
                .definedBy("org.sallyport.core")
                .layer("yaml")
                .definedBy("org.sallyport.core.yaml")
                .layer("name")
                .definedBy("org.sallyport.core.name")
                .layer("catalog")
                .definedBy("org.sallyport.core.catalog")
                .layer("site")
                .definedBy("org.sallyport.core.site")
                .layer("proof")
                .definedBy("org.sallyport.core.proof")
                .layer("documents")
                .definedBy("org.sallyport.documents..")
                .layer("targets")
                .definedBy("org.sallyport.targets..")
                .layer("check")
                .definedBy("org.sallyport.check..")
                .layer("gate")
                .definedBy("org.sallyport.gate..")
                .layer("cli")
                .definedBy("org.sallyport.cli")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("documents")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("check")
                .mayOnlyBeAccessedByLayers("gate", "cli")
                .whereLayer("gate")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("targets")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("proof")
                .mayOnlyBeAccessedByLayers("targets", "cli")
                .whereLayer("site")
                .mayOnlyBeAccessedByLayers("proof", "targets", "check", "gate", "cli")
                .whereLayer("catalog")
                .mayOnlyBeAccessedByLayers("site", "proof", "documents", "targets", "check", "gate", "cli")
                .whereLayer("name")
                .mayOnlyBeAccessedByLayers("catalog", "site", "proof", "documents", "targets", "check", "gate", "cli")
                .whereLayer("yaml")
                .mayOnlyBeAccessedByLayers("catalog", "site", "documents", "targets")
                .check(ALL);
    }

    @Test
    void coreHasNoSocketsNoFilesNoThreadsNoClock() {
        noClasses()
                .that()
                .resideInAPackage("org.sallyport.core..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.net..", "java.nio.file..", "java.util.concurrent..")
                        .and(not(equivalentTo(URI.class)))
                        .and(not(equivalentTo(InetAddress.class))))
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .check(ALL);
        noClasses()
                .that()
                .resideInAPackage("org.sallyport.core..")
                .should()
                .callMethod(InetAddress.class, "getByName", String.class)
                .orShould()
                .callMethod(InetAddress.class, "getAllByName", String.class)
                .orShould()
                .callMethod(InetAddress.class, "getHostName")
                .check(ALL);
    }

    @Test
    void targetsDoNotKnowOneAnotherButNftablesTheDnsmasqThatFeedsIt() {
        slices().matching("org.sallyport.targets.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(
                        resideInAPackage("org.sallyport.targets.nftables"),
                        resideInAPackage("org.sallyport.targets.dnsmasq"))
                .check(ALL);
    }

    @Test
    void whatReadsPagesAndWhatReadsLogsDoNotKnowOneAnother() {
        slices().matching("org.sallyport.documents.(*)..")
                .should()
                .notDependOnEachOther()
                .check(ALL);
    }

    @Test
    void readersAndWritersOfATargetShareNoCode() {
        noClasses()
                .that(simpleNameEndingWith("Reader").and(resideInAnyPackage("org.sallyport.targets..")))
                .should()
                .dependOnClassesThat(simpleNameEndingWith("Writer"))
                .check(ALL);
        noClasses()
                .that(simpleNameEndingWith("Writer").and(resideInAnyPackage("org.sallyport.targets..")))
                .should()
                .dependOnClassesThat(simpleNameEndingWith("Reader"))
                .check(ALL);
    }

    @Test
    void thereIsOneRootOfExceptions() {
        classes()
                .that()
                .areAssignableTo(RuntimeException.class)
                .should()
                .beAssignableTo(SallyportException.class)
                .check(ALL);
    }

    @Test
    void nothingIsCalledAfterAJobNobodyCanName() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .check(ALL);
    }
}
