package bakery.gateway.http;

import bakery.gateway.feed.Feed;
import bakery.gateway.floor.Lookout;
import bakery.gateway.menu.DeliveryArea;
import bakery.gateway.menu.Menu;
import bakery.gateway.menu.OpeningHours;
import bakery.platform.Bus;
import bakery.platform.Traces;
import bakery.platform.access.Access;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;

/**
 * What all HTTP servers of a gateway share.
 *
 * @param home the event loop on which desk, feed, menu and bus are called
 * @param lookout sees the whole bakery
 * @param promise from ordering until it should be with the customer
 * @param secret from which tracking tokens are derived
 * @param access judges the tokens of staff
 * @param orders how many may be placed at once
 */
public record Shop(
    HttpSettings settings,
    Home home,
    OrderDesk desk,
    Feed feed,
    Lookout lookout,
    Menu menu,
    Bus bus,
    OpeningHours hours,
    DeliveryArea area,
    Duration promise,
    byte[] secret,
    Access access,
    Clock clock,
    MeterRegistry meters,
    Traces traces,
    InFlight orders,
    Connections connections) {}
