package dev.interleave.frontend.source;

import java.util.ArrayList;
import java.util.List;

/** Reads erased types (JVMS §4.3.3). */
final class Descriptors {
  private Descriptors() {}

  static List<Type> parameters(String descriptor) {
    List<Type> types = new ArrayList<>();
    int at = 1;
    while (descriptor.charAt(at) != ')') {
      int end = at;
      while (descriptor.charAt(end) == '[') {
        end++;
      }
      end = descriptor.charAt(end) == 'L' ? descriptor.indexOf(';', end) + 1 : end + 1;
      types.add(Type.of(descriptor.substring(at, end)));
      at = end;
    }
    return types;
  }
}
