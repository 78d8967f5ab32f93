package bakery.billing;

import bakery.billing.model.Payment;
import bakery.billing.model.Posting;
import bakery.contracts.Answer;
import bakery.contracts.Query;
import bakery.contracts.Role;
import bakery.platform.Bus;
import bakery.platform.Glance;
import bakery.platform.Load;
import bakery.platform.Premises;
import bakery.platform.Repair;
import bakery.platform.RoleService;
import bakery.platform.Workforce;
import bakery.platform.staffing.Staffing;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;

/**
 * The billing office of one JVM: takes payments, lets its cashiers settle them, keeps the books.
 */
public final class BillingVerticle extends VerticleBase {

  private static final String BILLING = Role.BILLING.address();

  private final Premises premises;
  private final BillingSettings settings;
  private final ProviderSettings patience;
  private final PaymentProvider payments;
  private final DayReports reports;
  private final RoleService<Payment, Posting> books;
  private final Staffing cashiers;
  private GuardedProvider provider;
  private Bus.Registration questions = Future::succeededFuture;

  public BillingVerticle(Premises premises, int cashiers) {
    this(
        premises,
        cashiers,
        new SandboxProvider(premises.vertx(), SandboxMemory.in(premises.pools().apply(BILLING))));
  }

  public BillingVerticle(Premises premises, int cashiers, PaymentProvider payments) {
    this.premises = premises;
    this.payments = payments;
    this.settings = BillingSettings.from(premises.settings());
    this.patience = ProviderSettings.from(premises.settings());
    Pool pool = premises.pools().apply(BILLING);
    this.reports = new DayReports(pool, settings.zone());
    BillingModel model = new BillingModel(patience.call());
    BillingNews news = new BillingNews(premises.meters());
    Payments table = new Payments();
    this.books = new RoleService<>(premises, BILLING, table, model, news::tell);
    Workforce<Payment> workforce = new Workforce<>(books, "cashiers", this::cashier);
    int slots = settings.slots();
    this.cashiers =
        new Staffing(premises, BILLING, table.name(), books, workforce, cashiers, slots);
  }

  @Override
  public Future<?> start() {
    provider = new GuardedProvider(vertx, payments, patience, premises.meters());
    return books
        .start()
        .compose(open -> premises.bus().answer(BILLING, this::answer))
        .onSuccess(answering -> questions = answering)
        .compose(open -> cashiers.start());
  }

  @Override
  public Future<?> stop() {
    provider.close();
    return Future.succeededFuture();
  }

  /** Takes nothing more, and finishes or hands over what its cashiers hold. From any thread. */
  public Future<Void> drain() {
    Promise<Void> drained = Promise.promise();
    context.runOnContext(
        now ->
            questions
                .end()
                .otherwiseEmpty()
                .compose(ended -> cashiers.leave())
                .compose(left -> books.drain(settings.drain()))
                .onComplete(drained));
    return drained.future();
  }

  public Staffing cashiers() {
    return cashiers;
  }

  public Future<Load> load() {
    return books.load();
  }

  public Repair repair() {
    return books.repair();
  }

  public Glance glance() {
    return new Glance(premises, BILLING, new Payments(), books);
  }

  private Future<?> answer(Object query) {
    return switch (query) {
      case Query.ReadDayReport wish -> reports.read(wish.date());
      default -> Future.succeededFuture(new Answer.Refused("billing does not know that"));
    };
  }

  private Cashier cashier(int number) {
    return new Cashier(premises.name() + "-cashier-" + number, settings.slots(), provider);
  }
}
