package dev.interleave.replay;

/** The thread of an actor, so that woven code finds its actor without a look-up. */
final class ActorThread extends Thread {
  private final LocalActor actor;

  ActorThread(ThreadGroup group, LocalActor actor, String name) {
    super(group, actor::live, name);
    this.actor = actor;
    setDaemon(true);
  }

  LocalActor actor() {
    return actor;
  }
}
