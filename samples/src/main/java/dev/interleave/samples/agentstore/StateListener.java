package dev.interleave.samples.agentstore;

/** Is told of each new agent. */
@FunctionalInterface
public interface StateListener {
  void registered(Agent agent);
}
