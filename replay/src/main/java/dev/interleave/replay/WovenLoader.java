package dev.interleave.replay;

import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Defines the project's own classes afresh, woven, for one run; everything else comes from the
 * parent.
 *
 * <p>"Own" is what the class path holds in directories (not in jars), plus the packages that the
 * test names; the classes of this library are never woven.
 */
final class WovenLoader extends ClassLoader {
  static final String NAME = "interleave";

  private static final String LIBRARY = rootOf(Replay.class);

  /** Where a class comes from does not change, and asking for it is slow. */
  private static final Map<Known, Boolean> OWN = new ConcurrentHashMap<>();

  private final List<String> packages;
  private final boolean stepsIntoCollections;

  WovenLoader(ClassLoader parent, List<String> packages, boolean stepsIntoCollections) {
    super(NAME, parent);
    this.packages = List.copyOf(packages);
    this.stepsIntoCollections = stepsIntoCollections;
  }

  /** A class as one kind of loader sees it. */
  private record Known(ClassLoader parent, String signature, String internalName) {}

  boolean stepsIntoCollections() {
    return stepsIntoCollections;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      if (known == null && name.startsWith(Twins.PACKAGE)) {
        known = define(name, Twins.bytes(name, this));
      } else if (known == null && isOwn(name.replace('.', '/'))) {
        known = define(name, Weaver.woven(name.replace('.', '/'), this));
      }
      return known == null ? super.loadClass(name, resolve) : known;
    }
  }

  private Class<?> define(String name, byte[] bytes) {
    return defineClass(name, bytes, 0, bytes.length);
  }

  /** Whether a class, by its internal name, is woven here. */
  boolean isOwn(String internalName) {
    if (internalName.startsWith("java/") || internalName.startsWith("[")) {
      return false;
    }
    Known key = new Known(getParent(), signature(), internalName);
    return OWN.computeIfAbsent(key, any -> isOwn(internalName, urlOf(internalName)));
  }

  private boolean isOwn(String internalName, URL url) {
    if (url == null || url.toString().startsWith(LIBRARY)) {
      return false;
    }
    String dotted = internalName.replace('/', '.');
    return url.getProtocol().equals("file") || packages.stream().anyMatch(dotted::startsWith);
  }

  URL urlOf(String internalName) {
    return getResource(internalName + ".class");
  }

  /** What the choice of classes depends on, as part of a cache key. */
  String signature() {
    return String.join(",", packages) + "|" + stepsIntoCollections;
  }

  private static String rootOf(Class<?> type) {
    String path = type.getName().replace('.', '/') + ".class";
    URL url = ClassLoader.getSystemResource(path);
    URL found = url != null ? url : type.getResource("/" + path);
    String text = String.valueOf(found);
    return text.endsWith(path) ? text.substring(0, text.length() - path.length()) : text;
  }
}
