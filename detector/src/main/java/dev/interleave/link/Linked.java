package dev.interleave.link;

import java.util.List;

/**
 * The program as the rules see it.
 *
 * @param program its classes
 * @param graph who runs whom
 * @param accesses who touches what, under which guards
 * @param contents what the fields hold
 * @param threads on which threads bodies run
 * @param ownership what is still its maker's own
 * @param callbacks calls into unknown code
 * @param captured local objects that other threads got hold of
 * @param torn the updates that nothing makes whole
 * @param locks who takes which lock, and what happens while it is held
 * @param outside who uses which files, rows and entries
 * @param classGuards which classes take one lock wherever they work on their fields
 */
public record Linked(
    Program program,
    CallGraph graph,
    Accesses accesses,
    Contents contents,
    Threads threads,
    Ownership ownership,
    Callbacks callbacks,
    List<Captured> captured,
    List<Update> torn,
    LockUse locks,
    Outside outside,
    ClassGuards classGuards) {
  /** Links a program. */
  public static Linked link(Program program) {
    CallGraph graph = graph(program);
    LockAliases aliases = new LockAliases(program);
    Starters starters = new Starters(program, graph);
    Ownership ownership = new Ownership(program, graph, starters);
    Lent lent = new Lent(program, graph);
    Accesses accesses = new Accesses(program, graph, ownership, aliases, lent);
    Effects effects = new Effects(program, graph);
    List<Update> torn =
        new Updates(program, effects, accesses, ownership, aliases)
            .torn(new LentUpdates(lent, accesses, ownership, effects));
    return new Linked(
        program,
        graph,
        accesses,
        new Contents(program),
        new Threads(program, graph, starters),
        ownership,
        new Callbacks(program, graph),
        new Captures(program, graph, effects).all(),
        torn,
        new LockUse(program, graph, accesses, ownership, new LockNames(program, graph, aliases)),
        new Outside(program, graph),
        new ClassGuards(program, accesses));
  }

  /** What calls may reach is looked up here alone, and let go of again. */
  private static CallGraph graph(Program program) {
    new Inherited(program).run();
    Targets targets = new Targets(program);
    new PathResolution(program, targets).run();
    new Accessors(program).dissolve();
    new Permits(program).run();
    new Unasked(program).run();
    new Reordered(program).run();
    new SelfGuarded(program).run();
    return CallGraph.of(program, targets);
  }
}
