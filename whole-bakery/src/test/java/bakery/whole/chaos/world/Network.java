package bakery.whole.chaos.world;

/** What lies between the places of the bakery, and can be cut. */
public interface Network {

  /** As the script has prepared it: namespaces, or where the machine allows none, loopback. */
  static Network find() {
    return "namespaces".equals(System.getProperty("chaos.network"))
        ? new Namespaces()
        : new Loopback();
  }

  /** A new place. */
  Place place(String name);

  /** Another address of the town, where customers, the balancer and this JVM are. */
  Place corner(String name);

  /** Whether {@link #cut} works, and file systems can be mounted that nobody else sees. */
  boolean separate();

  /** From now on all packets between the two are silently lost, in both directions. */
  void cut(Place one, Place other);

  /** All packets from and to that place are lost. */
  void cutFromAll(Place one);

  /** Everything that was cut is joined again. */
  void join();
}
