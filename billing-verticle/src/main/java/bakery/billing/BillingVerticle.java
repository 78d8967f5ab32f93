package bakery.billing;

import bakery.billing.model.Payment;
import bakery.billing.model.Posting;
import bakery.contracts.Answer;
import bakery.contracts.Query;
import bakery.contracts.Role;
import bakery.platform.Bus;
import bakery.platform.Premises;
import bakery.platform.RoleService;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The billing office of one JVM: takes payments, lets its cashiers settle them, keeps the books.
 */
public final class BillingVerticle extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger(BillingVerticle.class);
  private static final String BILLING = Role.BILLING.address();

  private final Premises premises;
  private final int cashiersAtFirst;
  private final BillingSettings settings;
  private final ProviderSettings patience;
  private final PaymentProvider payments;
  private final DayReports reports;
  private final RoleService<Payment, Posting> books;
  private final Deque<Cashier> cashiers = new ArrayDeque<>();
  private GuardedProvider provider;
  private Bus.Registration questions = Future::succeededFuture;
  private int hiredEver;

  public BillingVerticle(Premises premises, int cashiers) {
    this(
        premises,
        cashiers,
        new SandboxProvider(premises.vertx(), SandboxMemory.in(premises.pools().apply(BILLING))));
  }

  public BillingVerticle(Premises premises, int cashiers, PaymentProvider payments) {
    this.premises = premises;
    this.cashiersAtFirst = cashiers;
    this.payments = payments;
    this.settings = BillingSettings.from(premises.settings());
    this.patience = ProviderSettings.from(premises.settings());
    Pool pool = premises.pools().apply(BILLING);
    this.reports = new DayReports(pool, settings.zone());
    BillingModel model = new BillingModel(patience.call());
    BillingNews news = new BillingNews(premises.meters());
    this.books = new RoleService<>(premises, BILLING, new Payments(), model, news::tell);
  }

  @Override
  public Future<?> start() {
    provider = new GuardedProvider(vertx, payments, patience, premises.meters());
    return books
        .start()
        .compose(open -> premises.bus().answer(BILLING, this::answer))
        .onSuccess(answering -> questions = answering)
        .onSuccess(open -> hireHere(cashiersAtFirst));
  }

  @Override
  public Future<?> stop() {
    provider.close();
    return Future.succeededFuture();
  }

  /** So many more cashiers start to pull payments. Callable from any thread. */
  public void hire(int more) {
    context.runOnContext(now -> hireHere(more));
  }

  /**
   * So many cashiers finish what they hold and leave, those hired last first; no more than there
   * are. Callable from any thread.
   */
  public Future<Void> letGo(int fewer) {
    Promise<Void> left = Promise.promise();
    context.runOnContext(now -> letGoHere(fewer).onComplete(left));
    return left.future();
  }

  /** Takes nothing more, and finishes or hands over what its cashiers hold. From any thread. */
  public Future<Void> drain() {
    Promise<Void> drained = Promise.promise();
    context.runOnContext(
        now ->
            questions
                .end()
                .otherwiseEmpty()
                .compose(ended -> books.drain(settings.drain()))
                .onComplete(drained));
    return drained.future();
  }

  private Future<?> answer(Object query) {
    return switch (query) {
      case Query.ReadDayReport wish -> reports.read(wish.date());
      default -> Future.succeededFuture(new Answer.Refused("billing does not know that"));
    };
  }

  private void hireHere(int more) {
    for (int i = 0; i < more; i++) {
      String name = premises.name() + "-cashier-" + ++hiredEver;
      Cashier cashier = new Cashier(name, settings.slots(), provider);
      cashiers.addLast(cashier);
      books.hire(cashier);
    }
    if (more > 0) LOG.info("{} cashiers hired, {} at work here", more, cashiers.size());
  }

  private Future<Void> letGoHere(int fewer) {
    List<Future<Void>> leaving = new ArrayList<>();
    for (int i = 0; i < fewer && !cashiers.isEmpty(); i++) {
      leaving.add(books.letGo(cashiers.removeLast()));
    }
    LOG.info("{} cashiers leave when they are done, {} stay", leaving.size(), cashiers.size());
    return Future.join(leaving).mapEmpty();
  }
}
