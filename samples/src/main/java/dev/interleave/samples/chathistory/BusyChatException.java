package dev.interleave.samples.chathistory;

/** Nothing was stored, because others kept changing the chat; to be tried again later. */
public final class BusyChatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BusyChatException(long chat, int attempts) {
    super("chat " + chat + " was changed by others in each of " + attempts + " attempts");
  }
}
