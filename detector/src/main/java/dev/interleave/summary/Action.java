package dev.interleave.summary;

import dev.interleave.domain.AccessKind;
import dev.interleave.domain.Guard;
import dev.interleave.domain.Location;
import dev.interleave.domain.OutsideCall;
import dev.interleave.domain.Sources;
import dev.interleave.domain.Term;
import dev.interleave.knowledge.CallEffect;
import dev.interleave.knowledge.CallEffect.Flag;
import dev.interleave.model.AccessPath;
import dev.interleave.model.Dispatch;
import dev.interleave.model.MethodRef;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an event of a body does. */
public sealed interface Action {
  /**
   * An access to state that is not the body's own.
   *
   * @param kind read, write …
   * @param location what is touched
   * @param through the name of the library call that does it; empty for plain fields and arrays, a
   *     class name after {@link #COPY} for copies, an operator where single bits are changed
   * @param receiverType the static type of the object whose content is touched; empty for fields
   * @param existence whether a read only asks if something is there
   * @param verified whether the update succeeds only on the value seen before
   * @param value what is stored; null when nothing is
   */
  record Touch(
      AccessKind kind,
      Location location,
      String through,
      String receiverType,
      boolean existence,
      boolean verified,
      @Nullable Operand value)
      implements Action {
    /** How {@link #through} starts for a constructor that copies content. */
    public static final String COPY = "new ";

    /**
     * Returns what a library call does to content.
     *
     * @param effect one that touches content
     */
    public static Touch of(
        CallEffect effect,
        MethodRef call,
        Location location,
        String receiverType,
        @Nullable Operand value) {
      return new Touch(
          Objects.requireNonNull(effect.access()),
          location,
          through(call),
          receiverType.isEmpty() ? call.owner().name() : receiverType,
          effect.has(Flag.EXISTENCE),
          effect.has(Flag.VERIFY),
          value);
    }

    /**
     * Returns what a library call does to the content of the operand that it looks at on the side.
     *
     * @param path of that operand
     */
    public static Touch aside(CallEffect effect, MethodRef call, AccessPath path, String type) {
      AccessKind kind = effect.has(Flag.WALKS) ? AccessKind.ITERATE : AccessKind.READ;
      Location all = new Location(Location.Kind.CONTENT, path, null);
      return new Touch(kind, all, through(call), type, false, false, null);
    }

    /** Returns an access that does something else to the same location. */
    public Touch as(AccessKind other) {
      return new Touch(other, location, through, receiverType, existence, verified, value);
    }

    private static String through(MethodRef call) {
      return call.isConstructor() ? COPY + call.owner().simpleName() : call.name();
    }

    /** Returns the same access to a location reached by another path. */
    public Touch at(Location other) {
      return new Touch(kind, other, through, receiverType, existence, verified, value);
    }
  }

  /**
   * A call.
   *
   * @param target the method named
   * @param dispatch how it is found
   * @param operands receiver first, where there is one
   * @param effect what is known of it; null for methods of programs and of unknown libraries
   * @param resultUsed whether anything looks at the result
   */
  record Invoke(
      MethodRef target,
      Dispatch dispatch,
      List<Operand> operands,
      @Nullable CallEffect effect,
      boolean resultUsed)
      implements Action {
    /** Returns how the body reaches the operands, in a list that takes no room of its own. */
    public List<AccessPath> paths() {
      return new Paths(operands);
    }

    /** Returns whether it is the constructor call on what a body reaches by a path. */
    public boolean makes(AccessPath made) {
      return target.isConstructor() && operands.get(0).path().equals(made);
    }

    /** Returns whether it is known to have a property. */
    public boolean has(CallEffect.Flag flag) {
      return effect != null && effect.has(flag);
    }

    /** Returns whether nothing that is known of the call says that it cannot throw. */
    public boolean canFail() {
      return effect == null || effect.canFail();
    }
  }

  /**
   * The taking of a lock.
   *
   * @param guard what is held from here on
   * @param type the static type of the lock object; empty when unknown
   * @param monitor whether it is the object's monitor
   * @param tried whether it gives up when somebody else has it
   */
  record Acquire(Guard guard, String type, boolean monitor, boolean tried) implements Action {}

  /**
   * A use of something outside memory: a file, a row, an entry of a cache.
   *
   * @param call what is done
   * @param name how the body spells it
   * @param second how it spells the target of a move or the key of an entry; null for others
   * @param value what the written content depends on
   */
  record Reach(OutsideCall call, Term name, @Nullable Term second, Sources value)
      implements Action {}

  /**
   * The end of a body, on one of its ways, with a lock that it took and that other ways give back.
   *
   * @param guard the lock; its epoch is the step that took it
   * @param exit how control leaves
   */
  record Keep(Guard guard, Exit exit) implements Action {}

  /**
   * The return of a lambda or method reference.
   *
   * @param code what is returned
   */
  record Give(Operand code) implements Action {}

  /** How control leaves a body. */
  enum Exit {
    /** It returns. */
    RETURN,
    /** It throws. */
    THROW,
    /** Something that it calls throws. */
    CALL
  }
}
