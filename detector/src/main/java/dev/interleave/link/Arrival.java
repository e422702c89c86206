package dev.interleave.link;

import dev.interleave.model.MethodRef;

/**
 * A framework's call.
 *
 * @param root the method called
 * @param why for people
 * @param named whether it is this very method that the framework speaks of, not all of a class
 * @param request whether each call is one request of somebody else
 * @param serial whether each call waits for the end of the one before
 */
public record Arrival(MethodRef root, String why, boolean named, boolean request, boolean serial) {}
