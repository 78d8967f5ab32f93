package bakery.gateway.orders;

/** Another request body came under an idempotency key that has an order. */
public final class KeyReused extends RuntimeException {

  private static final long serialVersionUID = 1;

  public KeyReused() {
    super("the idempotency key was used for another order", null, false, false);
  }
}
