package dev.interleave.samples.chatlog;

/**
 * One message of a chat.
 *
 * @param id given by the client
 * @param text what was said
 */
public record Message(String id, String text) {}
