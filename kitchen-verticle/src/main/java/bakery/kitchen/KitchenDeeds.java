package bakery.kitchen;

import bakery.contracts.Query;
import bakery.contracts.Right;
import bakery.contracts.Staff;
import bakery.platform.Deed;

/** What staff did in the kitchen, in the words of its audit. */
final class KitchenDeeds {

  /** An older gateway did not say who it was. */
  private static final Staff SOMEBODY = new Staff("unknown", Right.KITCHEN);

  private KitchenDeeds() {}

  static Deed of(Query.FinishTicket wish) {
    Staff staff = staff(wish.staff());
    return new Deed(staff.name(), staff.right().word(), "finish-ticket", wish.orderId(), null);
  }

  static Deed of(Query.SetAvailability wish) {
    Staff staff = staff(wish.staff());
    String action = wish.available() ? "sell-again" : "sell-out";
    return new Deed(staff.name(), staff.right().word(), action, wish.product(), null);
  }

  private static Staff staff(Staff said) {
    return said == null ? SOMEBODY : said;
  }
}
