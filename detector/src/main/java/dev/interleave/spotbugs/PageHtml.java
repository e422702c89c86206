package dev.interleave.spotbugs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A rule's page as HTML: headings, paragraphs, lists and code, which is all that pages use. */
final class PageHtml {
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final String FENCE = "```";

  private final StringBuilder out = new StringBuilder();
  private final List<String> paragraph = new ArrayList<>();
  private boolean inList;

  private PageHtml() {}

  static String of(String page) {
    PageHtml html = new PageHtml();
    boolean code = false;
    for (String line : page.lines().toList()) {
      if (line.startsWith(FENCE)) {
        html.close();
        html.out.append(code ? "</pre>\n" : "<pre>\n");
        code = !code;
      } else if (code) {
        html.out.append(escape(line)).append('\n');
      } else {
        html.prose(line.strip());
      }
    }
    html.close();
    return html.out.toString();
  }

  /** Returns a text as it stands between tags. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private void prose(String line) {
    if (line.startsWith("#")) {
      close();
      int level = Math.min(line.indexOf(' '), 4) + 1;
      out.append("<h%d>%s</h%d>\n".formatted(level, inline(line.replaceFirst("#+ ", "")), level));
    } else if (line.startsWith("- ")) {
      flush();
      out.append(inList ? "" : "<ul>\n");
      inList = true;
      paragraph.add(line.substring(2));
    } else if (line.isEmpty()) {
      close();
    } else {
      paragraph.add(line);
    }
  }

  private void flush() {
    if (!paragraph.isEmpty()) {
      String tag = inList ? "li" : "p";
      String text = inline(String.join(" ", paragraph));
      out.append('<').append(tag).append('>').append(text);
      out.append("</").append(tag).append(">\n");
      paragraph.clear();
    }
  }

  private void close() {
    flush();
    out.append(inList ? "</ul>\n" : "");
    inList = false;
  }

  private static String inline(String text) {
    return CODE.matcher(escape(text)).replaceAll("<code>$1</code>");
  }
}
