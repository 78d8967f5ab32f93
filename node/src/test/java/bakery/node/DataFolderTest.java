package bakery.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path parent;

  @Test
  void theKeysOfStaffAreMadeOnceAndOnlyTheirOwnerMayReadThem() throws IOException {
    var folder = folder();

    var keys = Files.readString(folder.staffKeys());

    assertThat(keys).contains("BEGIN PRIVATE KEY", "BEGIN PUBLIC KEY");
    assertThat(folder().staffKeys()).hasContent(keys);
    assertThat(permissions(folder.root())).isEqualTo("rwx------");
    assertThat(permissions(folder.root().resolve("staff.pem"))).isEqualTo("rw-------");
  }

  @Test
  void aNodeIsFoundByItsPidAndNotMistakenForTheNextProcessOfThatPid() throws IOException {
    var folder = folder();
    folder.register(Map.of("name", "here"));

    var node = folder.running().getFirst();
    assertThat(node.about()).containsEntry("name", "here");
    assertThat(node.process()).hasValue(ProcessHandle.current());

    var noted = folder.root().resolve("nodes").resolve(Long.toString(node.pid()));
    Files.writeString(noted, "started=2001-01-01T00:00:00Z\nname=long ago\n");
    assertThat(folder.running().getFirst().process()).isEmpty();

    folder.unregister();
    assertThat(folder.running()).isEmpty();
  }

  private DataFolder folder() {
    return new DataFolder(parent.resolve("data")).open();
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
