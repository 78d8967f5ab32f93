package bakery.platform;

/**
 * Stands for a message whose body is not of its type. It is refused alone, so that the other
 * letters of its batch are not lost, and travels on unchanged.
 *
 * @param why without a word of the body, which may hold an address
 */
public record Unreadable(byte[] body, String why) {

  @Override
  public String toString() {
    return "Unreadable[" + why + "]";
  }
}
