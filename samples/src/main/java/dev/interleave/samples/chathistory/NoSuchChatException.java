package dev.interleave.samples.chathistory;

/** Nothing was stored, because there is no chat to store it in. */
public final class NoSuchChatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoSuchChatException(long chat) {
    super("there is no chat " + chat);
  }
}
