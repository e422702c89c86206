package dev.interleave.report;

import dev.interleave.model.MethodRef;
import dev.interleave.model.Place;

/** How methods and places are called in front of people. */
final class Named {
  private static final int LONGEST = 80;

  private Named() {}

  /** Returns {@code ChatStore.post}, {@code new ChatStore} or {@code static ChatStore}. */
  static String method(MethodRef method) {
    String owner = method.owner().simpleName();
    if (method.isConstructor()) {
      return cut("new " + owner);
    }
    if (method.isClassInitializer()) {
      return cut("static " + owner);
    }
    return cut(owner + "." + method.sourceName());
  }

  /** Returns {@code ChatServer.run at ChatServer.java:52}. */
  static String call(Place place) {
    return method(place.method()) + " at " + cut(place.shortForm());
  }

  private static String cut(String text) {
    return Printable.cut(Printable.of(text), LONGEST);
  }
}
