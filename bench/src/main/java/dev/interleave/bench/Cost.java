package dev.interleave.bench;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one process used.
 *
 * @param cpu seconds of all its threads, in user and in kernel mode
 * @param memory the most MiB that it held at once; 0 when the system does not tell
 */
record Cost(double cpu, double memory) {
  /** Returns the medians of several runs, each on its own. */
  static Cost median(List<Cost> runs) {
    return new Cost(median(runs, Cost::cpu), median(runs, Cost::memory));
  }

  private static double median(List<Cost> runs, ToDoubleFunction<Cost> part) {
    List<Double> sorted =
        runs.stream().map(part::applyAsDouble).sorted(Comparator.naturalOrder()).toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
