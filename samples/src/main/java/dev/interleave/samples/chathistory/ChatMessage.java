package dev.interleave.samples.chathistory;

/**
 * One message of a chat.
 *
 * @param id given once by whoever writes it, so that a second submit can be told from a second
 *     message
 * @param role who speaks, {@code user} or {@code assistant}
 * @param text what is said
 */
public record ChatMessage(String id, String role, String text) {}
