package bakery.platform.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Drives initdb and pg_ctl over one data folder. */
record PostgresControl(PostgresFolder folder, Path programs, PostgresUser user) {
  /** Crash recovery is part of a start. */
  private static final int WAIT_SECONDS = 120;

  private static final int POLL_MILLIS = 20;

  /** Makes an empty cluster; it appears whole or not at all. */
  void initialise() throws IOException {
    folder.makePassword();
    user.reach(folder.root());
    var fresh = folder.root().resolve("postgres.new");
    var password = folder.root().resolve("initdb.password");
    PostgresBinaries.delete(fresh);
    Files.createDirectory(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    PostgresFolder.writePrivately(password, folder.password());
    user.own(fresh);
    user.own(password);
    try {
      run(
          "initialise the database in " + fresh,
          List.of(
              program("initdb"),
              "--pgdata=" + fresh,
              "--username=bakery",
              "--auth=scram-sha-256",
              "--pwfile=" + password,
              "--encoding=UTF8",
              "--locale=C",
              "--locale-provider=builtin",
              "--builtin-locale=C.UTF-8"),
          "");
      run(
          "create the database bakery in " + fresh,
          List.of(program("postgres"), "--single", "-D", fresh.toString(), "postgres"),
          "CREATE DATABASE bakery\n");
    } finally {
      Files.deleteIfExists(password);
    }
    Files.move(fresh, folder.data(), StandardCopyOption.ATOMIC_MOVE);
  }

  void start() throws IOException {
    user.reach(folder.root());
    if (!Files.exists(folder.log())) Files.createFile(folder.log());
    user.own(folder.log());
    user.own(folder.data().resolve("conf.d"));
    run(
        "start PostgreSQL in " + folder.data(),
        List.of(
            program("pg_ctl"),
            "--pgdata=" + folder.data(),
            "--log=" + folder.log(),
            "--timeout=" + WAIT_SECONDS,
            "--wait",
            "--silent",
            "start"),
        "");
  }

  void stop(String mode) throws IOException {
    run(
        "stop PostgreSQL in " + folder.data(),
        List.of(
            program("pg_ctl"),
            "--pgdata=" + folder.data(),
            "--mode=" + mode,
            "--timeout=" + WAIT_SECONDS,
            "--wait",
            "--silent",
            "stop"),
        "");
  }

  /** Whether a server of this folder is alive; one that is still recovering is waited for. */
  boolean running() throws IOException {
    var pid = pid();
    if (pid <= 0 || !ours(pid)) return false;
    awaitReady();
    return true;
  }

  private void awaitReady() throws IOException {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    while (!Files.readString(pidFile()).contains("\nready")) {
      if (System.nanoTime() > deadline) {
        throw failed("reach PostgreSQL in " + folder.data(), "it does not get ready");
      }
      try {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw failed("wait for PostgreSQL in " + folder.data(), "interrupted");
      }
    }
  }

  /** After a crash of the machine the noted pid may be another program's: PostgreSQL would stop. */
  void forgetStalePid() throws IOException {
    if (!ours(pid())) Files.deleteIfExists(pidFile());
  }

  private Path pidFile() {
    return folder.data().resolve("postmaster.pid");
  }

  private long pid() throws IOException {
    if (!Files.exists(pidFile())) return 0;
    try (var lines = Files.lines(pidFile())) {
      return lines.findFirst().map(String::strip).map(Long::parseLong).orElse(0L);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private boolean ours(long pid) {
    if (pid <= 0) return false;
    try {
      var command = Files.readString(Path.of("/proc/" + pid + "/cmdline"), StandardCharsets.UTF_8);
      return command.contains("postgres") && command.contains("\0" + folder.data() + "\0");
    } catch (IOException e) {
      return false;
    }
  }

  private String program(String name) throws IOException {
    return PostgresBinaries.in(programs).resolve("bin").resolve(name).toString();
  }

  private void run(String what, List<String> command, String input) throws IOException {
    var output = Files.createTempFile(folder.root(), "output-", ".txt");
    try {
      var builder =
          new ProcessBuilder(user.run(command))
              .directory(Path.of("/").toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
      builder.environment().putAll(PostgresBinaries.ENVIRONMENT);
      var process = builder.start();
      try (var stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(StandardCharsets.UTF_8));
      }
      if (!process.waitFor(WAIT_SECONDS + 30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw failed(what, "it took longer than " + (WAIT_SECONDS + 30) + " s");
      }
      if (process.exitValue() != 0) throw failed(what, Files.readString(output));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(what, "interrupted");
    } finally {
      Files.deleteIfExists(output);
    }
  }

  private IllegalStateException failed(String what, String why) {
    return new IllegalStateException(
        "could not "
            + what
            + ": "
            + why.strip()
            + "\nthe end of "
            + folder.log()
            + ":\n"
            + folder.logTail());
  }
}
