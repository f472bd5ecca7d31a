package io.pinflow.acceptance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The direction of dependencies between the modules, over what each module compiled. */
class ArchitectureTest {

  private static final String SCHEMA = "io.pinflow.schema..";
  private static final String DELTA = "io.pinflow.delta..";
  private static final String JOBS = "io.pinflow.jobs..";
  private static final String EMULATOR = "io.pinflow.emulator..";
  private static final String LOCAL = "io.pinflow.local..";

  private static JavaClasses production;

  @BeforeAll
  static void readTheCompiledModules() {
    Path root = Repository.root();
    production =
        new ClassFileImporter()
            .importPaths(
                List.of(
                        "common-schema",
                        "jobs/delta-connector",
                        "jobs/pipeline",
                        "emulator",
                        "deploy/local")
                    .stream()
                    .map(module -> root.resolve(module).resolve("target/classes"))
                    .toList());
  }

  @Test
  void commonSchemaIsFreeOfFlink() {
    noClasses()
        .that()
        .resideInAPackage(SCHEMA)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.flink..", DELTA, JOBS, EMULATOR, LOCAL)
        .check(production);
  }

  @Test
  void theDeltaConnectorKnowsNothingOfThePipeline() {
    noClasses()
        .that()
        .resideInAPackage(DELTA)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(SCHEMA, JOBS, EMULATOR, LOCAL)
        .check(production);
  }

  @Test
  void jobsKnowNeitherEmulatorNorDeploy() {
    noClasses()
        .that()
        .resideInAPackage(JOBS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(EMULATOR, LOCAL)
        .check(production);
  }

  @Test
  void theEmulatorKnowsNeitherJobsNorDeploy() {
    noClasses()
        .that()
        .resideInAPackage(EMULATOR)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.flink..", DELTA, JOBS, LOCAL)
        .check(production);
  }

  @Test
  void kernelIsCalledFromTheDeltaConnectorAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage(DELTA)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.delta.kernel..")
        .check(production);
  }

  @Test
  void everyClassLivesUnderThePackageOfItsModule() {
    classes()
        .should()
        .resideInAnyPackage(SCHEMA, DELTA, JOBS, EMULATOR, LOCAL)
        .because(
            "a class under org.apache.flink would be loaded from the cluster, not from our jar")
        .check(production);
  }
}
