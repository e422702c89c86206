/** A chat API that keeps the history of a chat in one JSONB column. */
package dev.interleave.samples.chathistory;
