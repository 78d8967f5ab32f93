package bakery.billing;

import bakery.billing.model.Payment;
import bakery.billing.model.Posting;
import bakery.platform.Change;
import bakery.platform.LogFields;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what was booked here and says aloud what the office should hear of. */
final class BillingNews {

  private static final Logger LOG = LoggerFactory.getLogger(BillingNews.class);

  private final Counter sales;
  private final Counter debts;
  private final Counter refunds;

  BillingNews(MeterRegistry meters) {
    sales = meters.counter("bakery.payments.captured");
    debts = meters.counter("bakery.payments.owed");
    refunds = meters.counter("bakery.payments.refunded");
  }

  void tell(List<Change<Payment, Posting>> changes) {
    for (Change<Payment, Posting> change : changes) {
      for (Posting posting : change.records()) {
        if (posting.n() == 0) tell(change, posting);
      }
    }
  }

  private void tell(Change<?, ?> change, Posting first) {
    switch (first.decision()) {
      case Posting.CAPTURE -> sales.increment();
      case Posting.DEBT -> {
        debts.increment();
        LogFields.about(LOG.atWarn(), change)
            .log("order {}: the money could not be taken, booked as a debt", first.orderId());
      }
      default -> {
        refunds.increment();
        LogFields.about(LOG.atInfo(), change)
            .log("order {}: {} given back and booked", first.orderId(), first.decision());
      }
    }
  }
}
