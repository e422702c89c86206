package dev.interleave.samples.agentstore;

import java.io.IOException;
import java.util.List;

/** What the three stores promise alike. */
public interface AgentStore extends AutoCloseable {
  /** A number that nobody else gets, one more than the last. */
  int nextAgentNumber();

  /** Registers an agent or renews it. */
  void register(String name, long now);

  /** Asks the fleet to stop; true for the first to ask. */
  boolean requestShutdown();

  /** Removes the agents that were last seen before a time, and names them. */
  List<String> cleanupStale(long before);

  /** The state in memory. */
  AgentState state();

  /** Writes the state to the file now. */
  void save() throws IOException;

  /** Stops the timer; a pending save is dropped. */
  @Override
  void close();
}
