package dev.interleave.knowledge;

import dev.interleave.domain.OutsideCall;
import dev.interleave.domain.OutsideCall.Medium;
import dev.interleave.domain.OutsideCall.Verb;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Reads the third column of the table of what lies outside memory. */
final class OutsideParser {
  private OutsideParser() {}

  /**
   * Reads a line's words.
   *
   * @throws IllegalArgumentException naming the word that is not understood
   */
  static OutsideCall parse(String text) {
    Medium medium = Medium.FILE;
    Verb verb = Verb.UNIQUE;
    int name = OutsideCall.NONE;
    int second = OutsideCall.NONE;
    int value = OutsideCall.NONE;
    Map<String, Verb> turns = new TreeMap<>();
    for (String word : KnowledgeReader.BLANKS.split(text.trim())) {
      if (word.startsWith("on:")) {
        int is = word.indexOf('=');
        turns.put(word.substring(3, is), verb(word.substring(is + 1)));
        continue;
      }
      int at = word.indexOf('@');
      int operand = at < 0 ? OutsideCall.NONE : Integer.parseInt(word.substring(at + 1));
      String said = at < 0 ? word : word.substring(0, at);
      switch (said) {
        case "file", "row", "entry" -> medium = Medium.valueOf(said.toUpperCase(Locale.ROOT));
        case "to", "key" -> second = operand;
        case "value" -> value = operand;
        default -> {
          verb = verb(said);
          name = operand;
        }
      }
    }
    return new OutsideCall(medium, verb, name, second, value, Map.copyOf(turns));
  }

  private static Verb verb(String word) {
    return Verb.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
