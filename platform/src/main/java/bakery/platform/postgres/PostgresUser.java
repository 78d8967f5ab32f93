package bakery.platform.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * As whom the server's programs run. PostgreSQL refuses to run as root; there it runs in a user
 * namespace, where root is nobody, or else as the user {@code nobody}.
 */
public sealed interface PostgresUser {

  /** The command, as this user. */
  List<String> run(List<String> command);

  /** Makes the path this user's own. */
  void own(Path path) throws IOException;

  /** Makes what stands in the folder reachable for this user, not readable. */
  default void reach(Path folder) throws IOException {}

  static PostgresUser find() throws IOException {
    if (!Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) return new Ourselves();
    if (works("unshare", "-U", "true")) return new Namespace();
    if (works("setpriv", "--reuid=nobody", "--clear-groups", "--regid=nogroup", "true")) {
      return new Nobody(
          List.of("setpriv", "--reuid=nobody", "--clear-groups", "--regid=nogroup", "--"));
    }
    if (works("runuser", "-u", "nobody", "--", "true")) {
      return new Nobody(List.of("runuser", "-u", "nobody", "--"));
    }
    throw new IllegalStateException(
        "PostgreSQL does not run as root, and none of unshare -U, setpriv, runuser works here:"
            + " start the bakery as an ordinary user, or set BAKERY_DB");
  }

  private static boolean works(String... command) {
    try {
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (process.waitFor(5, TimeUnit.SECONDS)) return process.exitValue() == 0;
      process.destroyForcibly();
      return false;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** An ordinary user. */
  record Ourselves() implements PostgresUser {
    @Override
    public List<String> run(List<String> command) {
      return command;
    }

    @Override
    public void own(Path path) {}
  }

  /** Root outside, nobody inside; files stay root's. */
  record Namespace() implements PostgresUser {
    @Override
    public List<String> run(List<String> command) {
      return prefixed(List.of("unshare", "-U"), command);
    }

    @Override
    public void own(Path path) {}
  }

  /** Another user of the machine, who must own the files. */
  record Nobody(List<String> prefix) implements PostgresUser {
    @Override
    public List<String> run(List<String> command) {
      return prefixed(prefix, command);
    }

    @Override
    public void reach(Path folder) throws IOException {
      var permissions = Files.getPosixFilePermissions(folder);
      permissions.add(PosixFilePermission.OTHERS_EXECUTE);
      Files.setPosixFilePermissions(folder, permissions);
    }

    @Override
    public void own(Path path) throws IOException {
      var nobody =
          path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
      try (var all = Files.walk(path)) {
        for (var each : (Iterable<Path>) all::iterator) {
          Files.setAttribute(each, "posix:owner", nobody, LinkOption.NOFOLLOW_LINKS);
        }
      }
    }
  }

  private static List<String> prefixed(List<String> prefix, List<String> command) {
    var whole = new ArrayList<>(prefix);
    whole.addAll(command);
    return whole;
  }
}
