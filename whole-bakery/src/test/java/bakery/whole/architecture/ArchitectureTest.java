package bakery.whole.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bakery.billing.trespassing.BillingInnards;
import bakery.contracts.trespassing.ContractOnPlatform;
import bakery.gateway.http.trespassing.HttpWithSql;
import bakery.gateway.trespassing.GatewayOnNode;
import bakery.gateway.trespassing.Hither;
import bakery.gateway.trespassing.yonder.Yonder;
import bakery.kitchen.model.trespassing.ModelThatLooksAtTheClock;
import bakery.kitchen.model.trespassing.ModelWithVertx;
import bakery.kitchen.trespassing.KitchenOnBilling;
import bakery.node.trespassing.NodeInnards;
import bakery.platform.trespassing.PlatformOnContracts;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every rule holds for the bakery, and fails for classes made to break it. */
class ArchitectureTest {

  private static final JavaClasses BAKERY =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("test-classes"))
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("bakery");

  /** A rule and who breaks it. */
  private record Case(String name, ArchRule rule, Class<?>... breakers) {}

  private static final Stream<Case> cases() {
    return Stream.of(
        new Case(
            "contracts know nobody", Architecture.CONTRACTS_KNOW_NOBODY, ContractOnPlatform.class),
        new Case(
            "the platform knows no bakery",
            Architecture.PLATFORM_KNOWS_NO_BAKERY,
            PlatformOnContracts.class),
        new Case(
            "no role knows another",
            Architecture.ROLES_KNOW_NEITHER_ONE_ANOTHER_NOR_THE_NODE,
            KitchenOnBilling.class,
            BillingInnards.class),
        new Case(
            "nobody knows the node",
            Architecture.NOBODY_KNOWS_THE_NODE,
            GatewayOnNode.class,
            NodeInnards.class),
        new Case(
            "models know only Java and the contracts",
            Architecture.MODELS_KNOW_ONLY_JAVA_AND_THE_CONTRACTS,
            ModelWithVertx.class),
        new Case(
            "models are told time and ids",
            Architecture.MODELS_ARE_TOLD_TIME_AND_IDS,
            ModelThatLooksAtTheClock.class),
        new Case(
            "SQL stays in its places", Architecture.SQL_STAYS_IN_ITS_PLACES, HttpWithSql.class),
        new Case("JDBC only migrates", Architecture.JDBC_ONLY_MIGRATES, HttpWithSql.class),
        new Case(
            "no packages go in circles",
            Architecture.NO_PACKAGES_IN_CIRCLES,
            Hither.class,
            Yonder.class));
  }

  @TestFactory
  Stream<DynamicTest> the_bakery_keeps_to_its_plan() {
    return cases().map(c -> DynamicTest.dynamicTest(c.name(), () -> c.rule().check(BAKERY)));
  }

  @TestFactory
  Stream<DynamicTest> every_rule_can_fail() {
    return cases().map(c -> DynamicTest.dynamicTest(c.name(), () -> fails(c.rule(), c.breakers())));
  }

  /** A rule about a package that does not exist holds for ever. */
  @Test
  void every_package_that_the_rules_name_has_classes() {
    Stream.of(
            Stream.of("contracts", "platform", "platform.cluster", "platform.postgres", "node"),
            Architecture.ROLES.stream(),
            Architecture.ROLES.stream().map(role -> role + ".model"),
            Stream.of("gateway.http"))
        .flatMap(names -> names)
        .forEach(
            name ->
                assertThat(
                        BAKERY.containPackage("bakery." + name)
                            && !BAKERY.getPackage("bakery." + name).getClasses().isEmpty())
                    .as("package bakery.%s has classes", name)
                    .isTrue());
  }

  private static void fails(ArchRule rule, Class<?>... breakers) {
    JavaClasses broken = new ClassFileImporter().importClasses(breakers);

    assertThatThrownBy(() -> rule.allowEmptyShould(true).check(broken))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(breakers[0].getSimpleName());
  }
}
