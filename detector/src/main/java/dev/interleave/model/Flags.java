package dev.interleave.model;

/** Access flags of classes, fields and methods, as JVMS §4.1, §4.5 and §4.6 number them. */
public final class Flags {
  /** Visible everywhere. */
  public static final int PUBLIC = 0x0001;

  /** Visible in its class (nest). */
  public static final int PRIVATE = 0x0002;

  /** Visible in its package and to subclasses. */
  public static final int PROTECTED = 0x0004;

  /** Of the class, not of an object. */
  public static final int STATIC = 0x0008;

  /** Never assigned again, overridden or extended. */
  public static final int FINAL = 0x0010;

  /** Runs under the monitor of its object or class. */
  public static final int SYNCHRONIZED = 0x0020;

  /** JLS §8.3.1.4. */
  public static final int VOLATILE = 0x0040;

  /** Of a method made by the compiler, with the erased signature of the one that it calls. */
  public static final int BRIDGE = 0x0040;

  /** Not part of what is written out; of fields. */
  public static final int TRANSIENT = 0x0080;

  /** An interface. */
  public static final int INTERFACE = 0x0200;

  /** Without a body, or not to be instantiated. */
  public static final int ABSTRACT = 0x0400;

  /** Made by the compiler. */
  public static final int SYNTHETIC = 0x1000;

  private Flags() {}

  /** Returns whether a flag is set. */
  public static boolean has(int access, int flag) {
    return (access & flag) != 0;
  }
}
