package bakery.whole.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The rules of the design's layout. Dependencies point one way; models are pure; SQL has places.
 */
final class Architecture {

  static final List<String> ROLES = List.of("billing", "kitchen", "delivery", "gateway");
  static final String CONTRACTS = "bakery.contracts..";
  static final String PLATFORM = "bakery.platform..";
  static final String NODE = "bakery.node..";
  static final String[] ROLE_PACKAGES =
      ROLES.stream().map(role -> "bakery." + role + "..").toArray(String[]::new);
  static final String[] MODELS =
      ROLES.stream().map(role -> "bakery." + role + ".model..").toArray(String[]::new);
  static final String[] SQL_CLIENTS = {
    "io.vertx.sqlclient..",
    "io.vertx.pgclient..",
    "java.sql..",
    "javax.sql..",
    "org.postgresql..",
    "org.flywaydb.."
  };

  static final ArchRule CONTRACTS_KNOW_NOBODY =
      classes()
          .that()
          .resideInAPackage(CONTRACTS)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(CONTRACTS, "java..", "com.fasterxml.jackson..");

  static final ArchRule PLATFORM_KNOWS_NO_BAKERY =
      noClasses()
          .that()
          .resideInAPackage(PLATFORM)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("bakery..").and(DescribedPredicate.not(resideIn(PLATFORM))));

  static final ArchRule ROLES_KNOW_NEITHER_ONE_ANOTHER_NOR_THE_NODE =
      slices()
          .matching("bakery.(billing|kitchen|delivery|gateway|node)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(resideIn(NODE), resideInAnyPackage(ROLE_PACKAGES))
          .as("no role knows another role or the node");

  static final ArchRule NOBODY_KNOWS_THE_NODE =
      noClasses()
          .that()
          .resideOutsideOfPackage(NODE)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(NODE);

  static final ArchRule MODELS_KNOW_ONLY_JAVA_AND_THE_CONTRACTS =
      classes()
          .that()
          .resideInAnyPackage(MODELS)
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(MODELS)
                  .or(resideIn(CONTRACTS))
                  .or(
                      resideInAnyPackage(
                          "java.lang..",
                          "java.util..",
                          "java.time..",
                          "java.math",
                          "java.nio.charset"))
                  .or(primitiveArrays()));

  static final ArchRule MODELS_ARE_TOLD_TIME_AND_IDS =
      noClasses()
          .that()
          .resideInAnyPackage(MODELS)
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(Clock.class, Random.class, Thread.class);

  static final ArchRule SQL_STAYS_IN_ITS_PLACES =
      noClasses()
          .that()
          .resideInAnyPackage(
              Stream.concat(
                      Stream.of(MODELS),
                      Stream.of(CONTRACTS, "bakery.platform.cluster..", "bakery.gateway.http.."))
                  .toArray(String[]::new))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SQL_CLIENTS);

  static final ArchRule JDBC_ONLY_MIGRATES =
      noClasses()
          .that()
          .resideOutsideOfPackage("bakery.platform.postgres..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..", "org.flywaydb..", "org.postgresql..");

  static final ArchRule NO_PACKAGES_IN_CIRCLES =
      slices().matching("bakery.(**)").should().beFreeOfCycles();

  private Architecture() {}

  private static DescribedPredicate<JavaClass> resideIn(String packageName) {
    return JavaClass.Predicates.resideInAPackage(packageName);
  }

  private static DescribedPredicate<JavaClass> primitiveArrays() {
    return DescribedPredicate.describe(
        "primitives and their arrays", type -> type.getBaseComponentType().isPrimitive());
  }
}
