package dev.interleave.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures whole processes on published jars, in turns so that a busy machine hits all alike, and
 * prints ratios.
 */
public final class Speed {
  private final Path home;
  private final Path target;
  private final List<String> flags;
  private final int runs;
  private final int spotbugsRuns;
  private final Meter meter;

  private Speed(Path home, int runs, int spotbugsRuns) throws IOException {
    this.home = home;
    this.target = home.resolve("bench/target");
    this.flags = flags(home.resolve("interleave"));
    this.runs = runs;
    this.spotbugsRuns = spotbugsRuns;
    this.meter = new Meter(target.resolve("run.log"));
  }

  /** Expects the root of the checkout, the number of runs, those of SpotBugs, and sets. */
  public static void main(String[] args) throws InterruptedException {
    try {
      Speed speed = new Speed(Path.of(args[0]), number(args[1]), number(args[2]));
      List<String> wanted = List.of(args).subList(3, args.length);
      for (Map.Entry<String, List<String>> set : sets().entrySet()) {
        if (wanted.isEmpty() || wanted.contains(set.getKey())) {
          speed.measure(set.getKey(), set.getValue());
        }
      }
    } catch (IOException e) {
      System.err.println("bench/speed: " + e.getMessage());
      System.exit(2);
    }
  }

  private static int number(String text) {
    return Integer.parseInt(text);
  }

  private static Map<String, List<String>> sets() {
    Map<String, List<String>> sets = new LinkedHashMap<>();
    sets.put("small", List.of("commons-pool2"));
    sets.put("medium", List.of("guava"));
    sets.put("large", List.of("hadoop-common", "kafka-clients"));
    sets.put(
        "server",
        List.of(
            "guava",
            "hadoop-common",
            "hadoop-hdfs",
            "hbase-client",
            "hbase-common",
            "hbase-protocol-shaded",
            "hbase-server",
            "hbase-shaded-miscellaneous",
            "hbase-shaded-netty",
            "kafka-clients",
            "spring-beans",
            "spring-context",
            "spring-core",
            "spring-jdbc",
            "spring-web",
            "spring-webmvc",
            "zookeeper"));
    return sets;
  }

  /** The launcher's flags stand on one line of it; the floor runs under the same ones. */
  private static List<String> flags(Path launcher) throws IOException {
    for (String line : Files.readAllLines(launcher)) {
      if (line.startsWith("flags=\"")) {
        return List.of(line.substring("flags=\"".length(), line.lastIndexOf('"')).split(" ", -1));
      }
    }
    throw new IOException("no line flags=\"…\" in " + launcher);
  }

  private void measure(String set, List<String> names) throws IOException, InterruptedException {
    List<String> jars = new ArrayList<>();
    for (String name : names) {
      jars.add(only("subjects", name + "-").toString());
    }
    List<String> floor = floor(jars);
    List<String> check = check(jars);
    List<Cost> floors = new ArrayList<>();
    List<Cost> checks = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      floors.add(meter.run(floor, 0));
      checks.add(meter.run(check, 1));
    }
    String said = Files.readString(target.resolve("run.log")).strip();
    System.out.println(set + ": " + String.join(", ", jars.stream().map(Speed::name).toList()));
    System.out.println("  " + said.substring(said.lastIndexOf('\n') + 1));
    String medians = runs + " runs, medians";
    System.out.printf("  %-20s%15s%15s%n", medians, "CPU time", "peak memory");
    Cost least = Cost.of(floors);
    Cost ours = Cost.of(checks);
    line("floor", least, least);
    line("interleave check", ours, least);
    if (spotbugsRuns > 0) {
      compare("SpotBugs, same flags", spotbugs(flags, jars), ours, least);
      compare("SpotBugs, JVM's own", spotbugs(List.of(), jars), ours, least);
    }
    System.out.println();
  }

  private void compare(String name, List<String> command, Cost ours, Cost least)
      throws IOException, InterruptedException {
    List<Cost> costs = new ArrayList<>();
    for (int i = 0; i < spotbugsRuns; i++) {
      costs.add(meter.run(command, 0));
    }
    Cost cost = Cost.of(costs);
    line(name, cost, least);
    System.out.printf(
        Locale.ROOT,
        "    of interleave %17.2f x %12.2f x%n",
        cost.cpu() / ours.cpu(),
        cost.memory() / ours.memory());
  }

  private static void line(String name, Cost cost, Cost floor) {
    System.out.printf(
        Locale.ROOT,
        "  %-20s%13.2f x %12.2f x   (%.2f s, %.0f MiB)%n",
        name,
        cost.cpu() / floor.cpu(),
        cost.memory() / floor.memory(),
        cost.cpu(),
        cost.memory());
  }

  private List<String> floor(List<String> jars) throws IOException {
    List<String> path = new ArrayList<>();
    path.add(target.resolve("classes").toString());
    for (String library : List.of("asm-tree-", "asm-analysis-", "asm-9")) {
      path.add(only("lib", library).toString());
    }
    List<String> command = java(flags);
    command.addAll(List.of("-cp", String.join(java.io.File.pathSeparator, path)));
    command.add(Floor.class.getName());
    command.addAll(jars);
    return command;
  }

  private List<String> check(List<String> jars) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(home.resolve("interleave").toString(), "check"));
    command.addAll(List.of("--output", target.resolve("interleave.txt").toString()));
    command.addAll(jars);
    return command;
  }

  private List<String> spotbugs(List<String> jvm, List<String> jars) throws IOException {
    List<String> detectors = MtDetectors.of(only("lib", "spotbugs-4"));
    List<String> command = java(jvm);
    command.addAll(List.of("-cp", target.resolve("lib") + "/*", "edu.umd.cs.findbugs.FindBugs2"));
    command.addAll(List.of("-visitors", String.join(",", detectors)));
    command.addAll(List.of("-bugCategories", MtDetectors.CATEGORY));
    command.addAll(List.of("-output", target.resolve("spotbugs.txt").toString()));
    command.addAll(jars);
    return command;
  }

  private static List<String> java(List<String> jvm) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    return command;
  }

  private Path only(String directory, String prefix) throws IOException {
    try (Stream<Path> files = Files.list(target.resolve(directory))) {
      return files
          .filter(file -> name(file.toString()).startsWith(prefix))
          .findFirst()
          .orElseThrow(() -> new IOException("no " + prefix + "* in " + directory));
    }
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf(java.io.File.separatorChar) + 1);
  }
}
