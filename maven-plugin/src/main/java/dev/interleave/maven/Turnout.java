package dev.interleave.maven;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.SessionData;

/**
 * The modules of a build that come to one execution of a goal. What two modules do to each other
 * shows only when all are there, so the last to come speaks for all, whichever thread brings it.
 */
final class Turnout {
  private final MavenSession session;
  private final MojoExecution execution;
  private final String key;

  Turnout(MavenSession session, MojoExecution execution) {
    this.session = session;
    this.execution = execution;
    this.key = "dev.interleave:" + execution.getGoal() + ":" + execution.getExecutionId();
  }

  /**
   * Notes that a module has come.
   *
   * @param looksOn whether it only comes to be counted
   * @return the modules to look at, in the order of the build, if this was the last to come; none
   *     otherwise
   */
  List<MavenProject> arrive(MavenProject module, boolean looksOn) {
    Collection<MavenProject> present = shared("present", ConcurrentLinkedQueue::new);
    AtomicInteger count = shared("count", AtomicInteger::new);
    if (!looksOn) {
      present.add(module);
    }
    if (count.incrementAndGet() < expected()) {
      return List.of();
    }
    return session.getProjects().stream().filter(present::contains).toList();
  }

  private long expected() {
    List<MavenProject> all = session.getProjects();
    return execution.getSource() == MojoExecution.Source.CLI
        ? all.size()
        : all.stream().filter(this::isBound).count();
  }

  private boolean isBound(MavenProject module) {
    Plugin plugin = module.getPlugin(execution.getPlugin().getKey());
    return plugin != null && plugin.getExecutions().stream().anyMatch(this::isThis);
  }

  private boolean isThis(PluginExecution candidate) {
    return candidate.getId().equals(execution.getExecutionId())
        && candidate.getGoals().contains(execution.getGoal())
        && !"none".equals(candidate.getPhase());
  }

  /**
   * Returns what all modules share in this build: threads of a parallel build have a session each,
   * and modules may load the plugin more than once, but there is one repository session.
   */
  @SuppressWarnings("unchecked") // the key is ours, and names one type
  private <T> T shared(String name, Supplier<T> empty) {
    SessionData data = session.getRepositorySession().getData();
    data.set(key + ":" + name, null, empty.get());
    return (T) data.get(key + ":" + name);
  }
}
