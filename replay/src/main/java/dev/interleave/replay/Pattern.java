package dev.interleave.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;

/**
 * The outcome of one serial order, learnt from several runs of it: what differs between them (a
 * clock, a random number) is masked, word by word.
 */
final class Pattern {
  private static final java.util.regex.Pattern WORD =
      java.util.regex.Pattern.compile("[\\p{L}\\p{N}_]+|[^\\p{L}\\p{N}_]");

  private static final String ANY = "*";

  /** Per observer the words, with null for a masked one; a null list masks all of it. */
  private final Map<String, List<String>> words = new LinkedHashMap<>();

  void learn(Map<String, String> outcome) {
    boolean isFirst = words.isEmpty();
    outcome.forEach(
        (name, value) -> {
          List<String> seen = split(value);
          words.put(name, isFirst ? seen : common(words.get(name), seen));
        });
  }

  private static List<String> common(List<String> known, List<String> seen) {
    if (known == null || known.size() != seen.size()) {
      return null;
    }
    List<String> common = new ArrayList<>();
    for (int i = 0; i < known.size(); i++) {
      common.add(seen.get(i).equals(known.get(i)) ? known.get(i) : null);
    }
    return common;
  }

  /** The names of the observers that differ, none when the outcome fits. */
  List<String> differences(Map<String, String> outcome) {
    List<String> different = new ArrayList<>();
    words.forEach(
        (name, pattern) -> {
          if (!fits(pattern, outcome.getOrDefault(name, ""))) {
            different.add(name);
          }
        });
    return different;
  }

  private static boolean fits(List<String> pattern, String value) {
    if (pattern == null) {
      return true;
    }
    List<String> seen = split(value);
    if (seen.size() != pattern.size()) {
      return false;
    }
    for (int i = 0; i < seen.size(); i++) {
      if (pattern.get(i) != null && !pattern.get(i).equals(seen.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** What is masked: the whole observer, or so many words of it. */
  List<String> masked() {
    List<String> masked = new ArrayList<>();
    words.forEach(
        (name, pattern) -> {
          if (pattern == null) {
            masked.add(name);
          } else if (pattern.contains(null)) {
            long count = pattern.stream().filter(word -> word == null).count();
            masked.add(name + " (" + count + " words)");
          }
        });
    return masked;
  }

  boolean isBlind() {
    return words.entrySet().stream()
        .filter(entry -> !List.of("ends").equals(entry.getValue()))
        .allMatch(entry -> entry.getValue() == null);
  }

  boolean observesNothing() {
    return words.values().stream().allMatch(List.of("ends")::equals);
  }

  String text(String name) {
    List<String> pattern = words.get(name);
    if (pattern == null) {
      return ANY;
    }
    StringBuilder text = new StringBuilder();
    pattern.forEach(word -> text.append(word == null ? ANY : word));
    return text.toString();
  }

  private static List<String> split(String value) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(value);
    while (matcher.find()) {
      words.add(matcher.group());
    }
    return words;
  }
}
