package dev.interleave.samples.agentstore;

import java.util.Map;
import java.util.TreeMap;

/**
 * What is saved, immutable.
 *
 * @param agents the registered agents by name
 * @param lastNumber the number that was given last
 * @param shutdownRequested whether the fleet is to stop
 */
public record AgentState(Map<String, Agent> agents, int lastNumber, boolean shutdownRequested) {
  /** Nothing registered yet. */
  public static final AgentState EMPTY = new AgentState(Map.of(), 0, false);

  /** Copies the map. */
  public AgentState {
    agents = java.util.Collections.unmodifiableMap(new TreeMap<>(agents));
  }

  AgentState with(Agent agent) {
    Map<String, Agent> more = new TreeMap<>(agents);
    more.put(agent.name(), agent);
    return new AgentState(more, lastNumber, shutdownRequested);
  }

  AgentState without(String name) {
    Map<String, Agent> fewer = new TreeMap<>(agents);
    fewer.remove(name);
    return new AgentState(fewer, lastNumber, shutdownRequested);
  }

  AgentState withNumber(int number) {
    return new AgentState(agents, number, shutdownRequested);
  }

  AgentState withShutdown() {
    return new AgentState(agents, lastNumber, true);
  }
}
