package bakery.node.terminal;

import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;

/** In what colour something is said, where there are colours. */
public enum Tone {
  PLAIN(Style.reset),
  STRONG(Style.bold),
  FAINT(Style.faint),
  GOOD(Style.fg_green),
  WARNING(Style.fg_yellow),
  BAD(Style.fg_red);

  private final IStyle style;

  Tone(IStyle style) {
    this.style = style;
  }

  String paint(String text) {
    return this == PLAIN || text.isEmpty() ? text : style.on() + text + Style.reset.on();
  }
}
