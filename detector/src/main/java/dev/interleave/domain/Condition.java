package dev.interleave.domain;

/**
 * What has to be true of an argument for something to happen.
 *
 * @param parameter the position of the parameter, {@code this} included
 * @param something whether it has to be true, other than zero, or there; false when it must not
 */
public record Condition(int parameter, boolean something) {}
