package net.jcip.annotations;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** The annotation by which probes name the lock of a field. */
@Retention(RetentionPolicy.CLASS)
public @interface GuardedBy {
  /** Returns the name of the lock. */
  String value();
}
