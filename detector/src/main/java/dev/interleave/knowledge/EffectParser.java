package dev.interleave.knowledge;

import dev.interleave.domain.AccessKind;
import dev.interleave.knowledge.CallEffect.Flag;
import dev.interleave.knowledge.CallEffect.LockAction;
import dev.interleave.knowledge.CallEffect.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the third column of the call table. */
final class EffectParser {
  private @Nullable AccessKind access;
  private int subject;
  private int key = CallEffect.NONE;
  private int value = CallEffect.NONE;
  private Result result = Result.OTHER;
  private String makes = "";
  private LockAction lock = LockAction.NONE;
  private boolean shared;
  private final List<Integer> runs = new ArrayList<>();
  private final List<Integer> spawns = new ArrayList<>();
  private final List<Integer> later = new ArrayList<>();
  private final List<Flag> flags = new ArrayList<>();

  private EffectParser() {}

  /**
   * Reads an effect.
   *
   * @throws IllegalArgumentException naming the word that is not understood
   */
  static CallEffect parse(String text) {
    EffectParser parser = new EffectParser();
    for (String word : KnowledgeReader.BLANKS.split(text.trim())) {
      if (!word.equals("-")) {
        parser.word(word);
      }
    }
    return new CallEffect(
        parser.access,
        parser.subject,
        parser.key,
        parser.value,
        parser.result,
        parser.makes,
        parser.lock,
        parser.shared,
        List.copyOf(parser.runs),
        List.copyOf(parser.spawns),
        List.copyOf(parser.later),
        List.copyOf(parser.flags));
  }

  private void word(String word) {
    int at = word.indexOf('@');
    int colon = word.indexOf(':');
    int cut = at >= 0 ? at : colon >= 0 ? colon : word.length();
    String verb = word.substring(0, cut);
    String rest = cut < word.length() ? word.substring(cut + 1) : "";
    switch (verb) {
      case "read", "write", "update", "iterate" -> {
        access = AccessKind.valueOf(verb.toUpperCase(Locale.ROOT));
        key = rest.isEmpty() ? CallEffect.NONE : Integer.parseInt(rest);
      }
      case "on" -> subject = Integer.parseInt(rest);
      case "value" -> value = Integer.parseInt(rest);
      case "run" -> runs.add(Integer.parseInt(rest));
      case "later" -> later.add(Integer.parseInt(rest));
      case "spawn" -> spawns.add(Integer.parseInt(rest));
      case "returns" -> result = result(rest);
      case "makes" -> makes = rest;
      case "acquire", "try", "release", "convert" -> {
        lock = LockAction.valueOf(verb.toUpperCase(Locale.ROOT));
        shared = rest.equals("shared");
      }
      default -> flags.add(flag(word));
    }
  }

  private static Flag flag(String word) {
    for (Flag flag : Flag.values()) {
      if (flag.name().toLowerCase(Locale.ROOT).equals(word)) {
        return flag;
      }
    }
    throw new IllegalArgumentException("unknown effect '" + word + "'");
  }

  private static Result result(String name) {
    return switch (name) {
      case "element" -> Result.ELEMENT;
      case "view" -> Result.VIEW;
      case "self" -> Result.SELF;
      case "shared" -> Result.SHARED_LOCK;
      case "exclusive" -> Result.EXCLUSIVE_LOCK;
      default -> throw new IllegalArgumentException("unknown result '" + name + "'");
    };
  }
}
