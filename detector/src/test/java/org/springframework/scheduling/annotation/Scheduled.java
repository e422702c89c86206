package org.springframework.scheduling.annotation;

/** Stands in for the framework's annotation of this name. */
public @interface Scheduled {
  /** Returns the time between two calls, in milliseconds. */
  long fixedRate() default -1;
}
