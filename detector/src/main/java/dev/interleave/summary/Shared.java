package dev.interleave.summary;

import dev.interleave.domain.Sources;
import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.summary.Action.Touch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What equal values in the summaries of one class share: most of them occur many times there. */
final class Shared {
  private final Map<AccessPath, AccessPath> paths = new HashMap<>();
  private final Map<Sources, Sources> sources = new HashMap<>();
  private final Map<Decision, Decision> decisions = new HashMap<>();
  private final Map<Operand, Operand> operands = new HashMap<>();

  private final Map<Touch, Touch> touches = new HashMap<>();
  private final Map<List<String>, List<String>> names = new HashMap<>();

  /** Reads and writes of one field by one path are one object. */
  Touch touch(Touch touch) {
    return touch.value() == null ? one(touches, touch) : touch;
  }

  List<String> names(List<String> parameters) {
    return one(names, parameters);
  }

  AccessPath path(AccessPath path) {
    return path.isBare() && path.root() != Root.NAMED ? path : one(paths, path);
  }

  Sources sources(Sources all) {
    return all.size() < 2 ? all : one(sources, all);
  }

  Decision decision(Decision decision) {
    return one(decisions, decision);
  }

  Operand operand(Operand operand) {
    return operand.closure() == null ? one(operands, operand) : operand;
  }

  private static <T> T one(Map<T, T> among, T value) {
    T known = among.putIfAbsent(value, value);
    return known == null ? value : known;
  }
}
