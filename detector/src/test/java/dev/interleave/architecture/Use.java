package dev.interleave.architecture;

/**
 * One class that uses another.
 *
 * @param fromPackage the using class's package
 * @param fromClass its binary name
 * @param toPackage the used class's package
 * @param toClass its binary name
 */
record Use(String fromPackage, String fromClass, String toPackage, String toClass) {
  /** A use between two classes by their binary names. */
  static Use of(String fromClass, String toClass) {
    return new Use(packageOf(fromClass), fromClass, packageOf(toClass), toClass);
  }

  private static String packageOf(String className) {
    return className.substring(0, Math.max(0, className.lastIndexOf('.')));
  }
}
