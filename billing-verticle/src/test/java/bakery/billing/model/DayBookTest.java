package bakery.billing.model;

import static bakery.billing.model.Orders.pounds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bakery.billing.model.DayBook.Turnover;
import bakery.contracts.Answer.DayReport;
import bakery.contracts.Answer.DayReport.ProductSales;
import bakery.contracts.TaxShare;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;

class DayBookTest {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 25);

  private final DayBook book =
      new DayBook(
          Currency.getInstance("GBP"),
          List.of(
              new Turnover(Account.CARD, Account.SALES, 0, pounds("4.00")),
              new Turnover(Account.CARD, Account.SALES, 2_000, pounds("4.58")),
              new Turnover(Account.CARD, Account.tax(2_000), 2_000, pounds("0.92")),
              new Turnover(Account.CASH, Account.SALES, 0, pounds("3.00")),
              new Turnover(Account.RECEIVABLES, Account.SALES, 0, pounds("2.00")),
              new Turnover(Account.REFUNDS, Account.CARD, 2_000, pounds("1.00")),
              new Turnover(Account.tax(2_000), Account.CARD, 2_000, pounds("0.20")),
              new Turnover(Account.REFUNDS, Account.CASH, 0, pounds("0.30"))));

  @Test
  void theReportAddsUpTheJournal() {
    List<ProductSales> products = List.of(new ProductSales("all", 5, pounds("14.50")));

    DayReport report = book.report(DAY, 3, products);

    assertThat(report.sales()).isEqualTo(pounds("14.50"));
    assertThat(report.card()).isEqualTo(pounds("9.50"));
    assertThat(report.cash()).isEqualTo(pounds("3.00"));
    assertThat(report.debts()).isEqualTo(pounds("2.00"));
    assertThat(report.card().plus(report.cash()).plus(report.debts())).isEqualTo(report.sales());
    assertThat(report.refunds()).isEqualTo(pounds("1.50"));
    assertThat(report.tax())
        .containsExactly(
            new TaxShare(0, pounds("9.00"), pounds("0.00")),
            new TaxShare(2_000, pounds("5.50"), pounds("0.92")));
  }

  @Test
  void noReportIsGivenWhenOrdersAndJournalDisagree() {
    List<ProductSales> aPennyShort = List.of(new ProductSales("all", 5, pounds("14.49")));

    assertThatThrownBy(() -> book.report(DAY, 3, aPennyShort))
        .hasMessageContaining("14.50 GBP")
        .hasMessageContaining("14.49 GBP");
  }
}
