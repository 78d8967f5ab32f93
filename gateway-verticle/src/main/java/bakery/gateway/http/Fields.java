package bakery.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads one JSON object field by field and collects what is wrong with it, each refusal with the
 * pointer of its field and the limit it breaks.
 */
final class Fields {

  private final JsonNode object;
  private final String pointer;
  private final List<Refusal> refusals;

  private Fields(JsonNode object, String pointer, List<Refusal> refusals) {
    this.object = object;
    this.pointer = pointer;
    this.refusals = refusals;
  }

  /** The fields of an object that has these names and no others. */
  static Fields of(JsonNode node, String pointer, List<Refusal> refusals, Set<String> names) {
    if (!node.isObject()) {
      refusals.add(new Refusal(pointer, node.isMissingNode() ? "is missing" : "must be an object"));
      return new Fields(MissingNode.getInstance(), pointer, refusals);
    }
    Fields fields = new Fields(node, pointer, refusals);
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!names.contains(name)) fields.refuse(escape(name), "is not a known field");
            });
    return fields;
  }

  /** A nested object. */
  Fields object(String name, Set<String> names) {
    if (object.isMissingNode()) return this;
    return of(object.path(name), pointer + "/" + name, refusals, names);
  }

  /** The elements of an array, with a pointer of its own for each. */
  List<Fields> objects(String name, int max, Set<String> names) {
    JsonNode array = object.path(name);
    if (object.isMissingNode()) return List.of();
    if (!array.isArray()) {
      refuse(name, array.isMissingNode() ? "is missing" : "must be an array");
      return List.of();
    }
    if (array.isEmpty() || array.size() > max) {
      refuse(name, "must have from 1 to " + max + " elements");
      return List.of();
    }
    List<Fields> elements = new ArrayList<>();
    for (JsonNode element : array) {
      elements.add(of(element, pointer + "/" + name + "/" + elements.size(), refusals, names));
    }
    return elements;
  }

  String text(String name, int maxChars, Pattern pattern, String shape) {
    JsonNode node = object.path(name);
    if (object.isMissingNode()) return "";
    if (!node.isTextual()) {
      refuse(name, node.isMissingNode() ? "is missing" : "must be a string");
      return "";
    }
    String text = node.textValue();
    int chars = text.codePointCount(0, text.length());
    if (chars < 1 || chars > maxChars) {
      refuse(name, "must have from 1 to " + maxChars + " characters");
    } else if (!pattern.matcher(text).matches()) {
      refuse(name, "must be " + shape);
    }
    return text;
  }

  int number(String name, int min, int max) {
    JsonNode node = object.path(name);
    if (object.isMissingNode()) return min;
    String shape = "must be a whole number from " + min + " to " + max;
    if (!node.isNumber()) {
      refuse(name, node.isMissingNode() ? "is missing" : shape);
      return min;
    }
    double value = node.doubleValue();
    if (value != Math.rint(value) || value < min || value > max) {
      refuse(name, shape);
      return min;
    }
    return (int) value;
  }

  /** One of a few words; empty when it is none of them. */
  Optional<String> word(String name, Set<String> words) {
    JsonNode node = object.path(name);
    if (object.isMissingNode()) return Optional.empty();
    if (node.isTextual() && words.contains(node.textValue())) return Optional.of(node.textValue());
    refuse(
        name, node.isMissingNode() ? "is missing" : "must be one of " + String.join(", ", words));
    return Optional.empty();
  }

  void allowOnly(Set<String> names, String because) {
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!names.contains(name)) refuse(escape(name), because);
            });
  }

  private void refuse(String name, String detail) {
    refusals.add(new Refusal(pointer + "/" + name, detail));
  }

  /** RFC 6901; long foreign names are not echoed at length. */
  private static String escape(String name) {
    String shown = name.length() > 64 ? name.substring(0, 64) : name;
    return shown.replace("~", "~0").replace("/", "~1");
  }
}
