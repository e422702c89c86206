package dev.interleave.bench;

import java.util.List;

/**
 * What one process used.
 *
 * @param cpu seconds of all its threads, in user and in kernel mode
 * @param memory the most MiB that it held at once; 0 when the system does not tell
 */
record Cost(double cpu, double memory) {
  /**
   * Returns what several runs used: the median of the times, and the most memory of all, because a
   * sample can come too late for the last of it and never shows too much.
   */
  static Cost of(List<Cost> runs) {
    List<Double> times = runs.stream().map(Cost::cpu).sorted().toList();
    int middle = times.size() / 2;
    double median =
        times.size() % 2 == 1 ? times.get(middle) : (times.get(middle - 1) + times.get(middle)) / 2;
    return new Cost(median, runs.stream().mapToDouble(Cost::memory).max().orElse(0));
  }
}
