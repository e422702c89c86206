package dev.interleave.samples;

import java.util.Locale;

/**
 * What a stress check counted.
 *
 * @param store the package of the store
 * @param variant the class under load
 * @param what what was counted
 * @param kept how many of them were kept
 * @param of how many there should be
 * @param perSecond operations a second, in this run on this machine
 */
public record Count(
    String store, String variant, String what, long kept, long of, double perSecond) {
  public static Count of(Class<?> variant, String what, long[] keptAndOf, long nanos) {
    String store = variant.getPackageName().replaceAll(".*\\.", "");
    double perSecond = keptAndOf[1] * 1e9 / Math.max(1, nanos);
    return new Count(store, variant.getSimpleName(), what, keptAndOf[0], keptAndOf[1], perSecond);
  }

  public boolean isWhole() {
    return kept == of;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%-12s %-28s kept %6d of %6d %-26s %8.0f/s",
        store,
        variant,
        kept,
        of,
        what,
        perSecond);
  }
}
