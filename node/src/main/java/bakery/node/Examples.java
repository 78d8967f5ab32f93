package bakery.node;

import java.util.Map;

/** An example for each command's {@code --help}. */
final class Examples {
  private static final String ID = "01a21250-bf8d-73d3-a5b8-8167bc984406";

  private static final Map<String, String> OF =
      Map.ofEntries(
          Map.entry("up", "up --port 8080 --pace 60"),
          Map.entry("node", "node --roles kitchen=4"),
          Map.entry("down", "down"),
          Map.entry("status", "status --watch"),
          Map.entry(
              "order",
              "order croissant=2 baguette --card tok_ok --follow \\%n"
                  + "      --to \"Ada Baker;+44 131 496 0123;12 Rose Street;Edinburgh;EH2 2PR\""),
          Map.entry("follow", "follow " + ID + " --token=FEaz…"),
          Map.entry("menu", "menu"),
          Map.entry("menu list", "menu list --json"),
          Map.entry("menu sold-out", "menu sold-out croissant"),
          Map.entry("menu available", "menu available croissant"),
          Map.entry("parked", "parked"),
          Map.entry("parked list", "parked list --json"),
          Map.entry("parked show", "parked show kitchen " + ID),
          Map.entry("parked retry", "parked retry kitchen " + ID),
          Map.entry(
              "parked discard", "parked discard kitchen " + ID + " --reason \"a test order\""),
          Map.entry("stuck", "stuck"),
          Map.entry("stuck list", "stuck list --json"),
          Map.entry("stuck show", "stuck show kitchen " + ID),
          Map.entry("stuck nudge", "stuck nudge kitchen " + ID),
          Map.entry("stuck compensate", "stuck compensate kitchen " + ID),
          Map.entry("hire", "hire kitchen 4"),
          Map.entry("let-go", "let-go delivery 2 --node NODE"),
          Map.entry("policy", "policy kitchen --min 1 --max 8 --oldest 5s"),
          Map.entry("drain", "drain NODE"),
          Map.entry("safe-to-stop", "safe-to-stop NODE && scripts/bakery drain NODE"),
          Map.entry("token", "token --right operator --for 8h --name ada"),
          Map.entry("audit", "audit --json"),
          Map.entry("backup", "backup monday.backup"),
          Map.entry("restore", "restore monday.backup --data /var/lib/bakery"),
          Map.entry("archive", "archive 2026-08.jsonl.gz --older-than 90d"),
          Map.entry("replay", "replay examples/saturday-2017-02-04.csv --pace 600"),
          Map.entry("cost", "cost --orders 20 --json"),
          Map.entry("completion", "completion > ~/.bakery-completion; . ~/.bakery-completion"));

  private Examples() {}

  /**
   * @param command as it is said, without {@code bakery}
   * @return null when there is none
   */
  static String of(String command) {
    return OF.get(command);
  }
}
