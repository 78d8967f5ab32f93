package bakery.whole.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bakery.contracts.Message;
import bakery.contracts.Messages;
import bakery.contracts.Query;
import bakery.contracts.Role;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the roles say to each other, name by name and field by field, is as it was approved. */
class ContractTest {

  private static final Path APPROVED = Path.of("src/test/resources/contract.approved.md");
  private static final Path RECEIVED = Path.of("target/contract.received.md");
  private static final Pattern MESSAGE =
      Pattern.compile("## ([a-z-]+).*?```json\n(.*?)```", Pattern.DOTALL);
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void every_message_is_as_approved() throws IOException {
    String received =
        "# What the roles say to each other\n\n"
            + samples().map(ContractTest::page).collect(joining("\n"));
    Files.createDirectories(RECEIVED.getParent());
    Files.writeString(RECEIVED, received);

    assertThat(received)
        .as("compare %s with %s; a change that you want is approved by copying", RECEIVED, APPROVED)
        .isEqualTo(approved());
  }

  @Test
  void what_was_approved_can_still_be_read() throws IOException {
    assertThat(approvedMessages())
        .extracting(Approved::type)
        .containsAll(Messages.types().keySet());
    for (Approved message : approvedMessages()) {
      assertThat(pretty(Messages.decode(message.type(), message.bytes())))
          .isEqualTo(message.json().strip());
    }
  }

  @Test
  void a_field_that_a_newer_release_added_is_ignored() throws IOException {
    for (Approved message : approvedMessages()) {
      ObjectNode json = (ObjectNode) JSON.readTree(message.json());
      json.put("addedByANewerRelease", "something");

      assertThat(Messages.decode(message.type(), JSON.writeValueAsBytes(json)))
          .isEqualTo(Messages.decode(message.type(), message.bytes()));
    }
  }

  @Test
  void what_cannot_be_read_is_named_and_not_quoted() {
    assertThatThrownBy(() -> read("{\"orderId\":\"12 Rose Street\"}"))
        .hasMessage("cannot be read as OrderBaked: orderId");
    assertThatThrownBy(() -> read("12 Rose Street"))
        .hasMessage("cannot be read as OrderBaked: line 1, column 1");
  }

  private static Object read(String json) {
    return Messages.decode("order-baked", json.getBytes(UTF_8));
  }

  private record Approved(String type, String json) {
    byte[] bytes() {
      return json.getBytes(UTF_8);
    }
  }

  private static Stream<Object> samples() {
    return Stream.concat(
        Messages.types().values().stream().map(Samples::of), Stream.of(Samples.paidInCash()));
  }

  private static String page(Object sample) {
    return "## %s%n%n%s%n%n```json%n%s%n```%n"
        .formatted(Messages.type(sample), whom(sample), pretty(sample));
  }

  private static String whom(Object sample) {
    return switch (sample) {
      case Message message -> "To " + Role.of(message).address() + ".";
      case Query query -> "A question.";
      default -> "An answer.";
    };
  }

  private static String pretty(Object sample) {
    try {
      return JSON.writerWithDefaultPrettyPrinter()
          .writeValueAsString(JSON.readTree(Messages.encode(sample)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Approved> approvedMessages() throws IOException {
    return MESSAGE
        .matcher(approved())
        .results()
        .map(found -> new Approved(found.group(1), found.group(2)))
        .toList();
  }

  private static String approved() throws IOException {
    return Files.exists(APPROVED) ? Files.readString(APPROVED) : "";
  }
}
