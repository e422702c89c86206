/** A chat backend that saves a profile's collections after each message. */
package dev.interleave.samples.chatlog;
