package bakery.whole;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests of a page in a real browser; those that kill come last. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(
    value = "bakery.whole.Browser#isThere",
    disabledReason = "no chromium and chromedriver: apt-get install chromium chromium-driver")
@ExtendWith(ShopWindow.Opening.class)
@Tag("browser")
@Tag("alone")
@Timeout(120)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@interface AtTheShopWindow {}
