package dev.interleave.rules;

import dev.interleave.link.Access;
import dev.interleave.link.CallSite;
import dev.interleave.link.Linked;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.MethodRef;
import java.util.List;
import java.util.regex.Pattern;

/** Methods that run when an object starts or ends, or seldom, by the names that are usual. */
final class Lifecycle {
  private static final Pattern LIFECYCLE =
      Pattern.compile(
          "(start|stop|open|close|setup|destroy|dispose|shutdown)(Internal)?|<init>"
              + "|do(Start|Stop|Open|Close|Setup|Destroy|Dispose|Shutdown)"
              + "|(doI|i)nit.*|configure.*|afterPropertiesSet");
  private static final Pattern ONCE =
      Pattern.compile(
          "(?i:(do|internal|safe|force)?(init|bootstrap|start|stop|close|open|shutdown|destroy"
              + "|dispose|main|join|await|terminate|finish|tearDown|setup|configure|kill|wait|abort"
              + "|quiesce|cancel|unload|deploy|undeploy|setConf))([A-Z0-9].*|ialize.*)?");
  private static final Pattern REPAIR = Pattern.compile(".*([fF]ailover|[rR]ecover).*");
  private static final Pattern BOUND =
      Pattern.compile(
          "(?i:(do|internal|safe|force)?(start|stop|close|shutdown|destroy|dispose|terminate"
              + "|tearDown|kill|abort|quiesce|undeploy))([A-Z0-9].*)?");
  private static final Pattern COMPONENT =
      Pattern.compile("(?i:(do|internal)?(start|stop|init|destroy))(Internal|Service)?");
  private static final Pattern UPKEEP = Pattern.compile("(background|periodic|maintain).*");

  private Lifecycle() {}

  /** Returns whether a body runs while its object starts or ends, itself or through its callers. */
  static boolean isOf(Linked linked, Access access) {
    MethodRef method = access.body().ref();
    boolean ofObject = access.touch().location().path().root() != Root.GLOBAL;
    return ofObject
        && !linked.threads().isEntered(method)
        && (isNamed(method.name()) || isCalledFrom(linked, method));
  }

  /** Returns whether only methods that start or end an object call another one. */
  static boolean isCalledFrom(Linked linked, MethodRef method) {
    List<CallSite> callers = linked.graph().callers(method);
    return !callers.isEmpty()
        && !linked.threads().isOpen(method)
        && callers.stream()
            .allMatch(site -> !site.kind().isElsewhere() && isNamed(site.caller().ref().name()));
  }

  private static boolean isNamed(String name) {
    return LIFECYCLE.matcher(name).matches();
  }

  /** Returns whether a method is one that is called once, or a few times, in a life. */
  static boolean isOnce(MethodRef method) {
    return ONCE.matcher(method.sourceName()).matches();
  }

  /** Returns whether a method starts or ends something. */
  static boolean isBound(MethodRef method) {
    return BOUND.matcher(method.sourceName()).matches();
  }

  /** Returns whether a method repairs what broke. */
  static boolean isRepair(MethodRef method) {
    return REPAIR.matcher(method.sourceName()).matches();
  }

  /** Returns whether a method brings a component up or down. */
  static boolean isOfComponent(MethodRef method) {
    return COMPONENT.matcher(method.sourceName()).matches();
  }

  /** Returns whether other threads call a method while they do their usual work. */
  static boolean isInOperation(MethodRef method) {
    return !isOnce(method) && !isRepair(method) && !isUpkeep(method);
  }

  /** Returns whether a method is what a thread of a component does every now and then. */
  static boolean isUpkeep(MethodRef method) {
    return UPKEEP.matcher(method.sourceName()).matches();
  }
}
