package dev.interleave.samples.chathistory;

import java.util.List;

/** Streams an answer, which takes its time. */
@FunctionalInterface
public interface Assistant {
  /** The answer to a question, given what was said before. */
  String answer(List<ChatMessage> history, String question);
}
