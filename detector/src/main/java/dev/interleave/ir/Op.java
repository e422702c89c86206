package dev.interleave.ir;

import dev.interleave.model.ClassRef;
import dev.interleave.model.Dispatch;
import dev.interleave.model.FieldRef;
import dev.interleave.model.MethodRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of a body. Steps are in static single assignment form: a step's number in its body is
 * the name of the value that it produces, and operands are such numbers.
 */
public sealed interface Op {
  /** Operand of an access to a static field, which has no object. */
  int NO_OBJECT = -1;

  /** Calls the case of this kind. */
  <R> R match(Cases<R> cases);

  /** One function a kind, so that a new kind does not compile until each reader has a case. */
  interface Cases<R> {
    R param(Param op);

    R constant(Constant op);

    R create(Create op);

    R get(Get op);

    R put(Put op);

    R load(Load op);

    R store(Store op);

    R call(Call op);

    R lambda(Lambda op);

    R enter(Enter op);

    R exit(Exit op);

    R compute(Compute op);

    R cast(Cast op);

    R phi(Phi op);

    R caught(Caught op);

    R branch(Branch op);

    R leave(Leave op);
  }

  /** A parameter; {@code this} is number 0 of an instance method. */
  record Param(int index, String type) implements Op {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.param(this);
    }
  }

  /** A constant: a boxed primitive, a string, a {@link ClassRef}, or null. */
  record Constant(@Nullable Object value) implements Op {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.constant(this);
    }
  }

  /** A new object or array, not yet initialised. */
  record Create(String type) implements Op {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.create(this);
    }
  }

  /** A field read; the object is {@link #NO_OBJECT} for a static. */
  record Get(FieldRef field, int object) implements Op {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.get(this);
    }
  }

  /** A field write; the object is {@link #NO_OBJECT} for a static. */
  record Put(FieldRef field, int object, int value) implements Op {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.put(this);
    }
  }

  /** An array element read. */
  record Load(int array, int index) implements Op {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.load(this);
    }
  }

  /** An array element write. */
  record Store(int array, int index, int value) implements Op {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.store(this);
    }
  }

  /** A call; the receiver, where there is one, is the first operand. */
  record Call(Dispatch dispatch, MethodRef target, List<Integer> operands) implements Op {
    /** Returns whether the first operand is a receiver. */
    public boolean hasReceiver() {
      return dispatch != Dispatch.STATIC;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.call(this);
    }
  }

  /** A lambda or method reference: an object that runs a body with captured values. */
  record Lambda(String type, MethodRef body, Dispatch dispatch, List<Integer> captured)
      implements Op {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.lambda(this);
    }
  }

  /** A monitor is taken. */
  record Enter(int monitor) implements Op {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.enter(this);
    }
  }

  /** A monitor is given back. */
  record Exit(int monitor) implements Op {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.exit(this);
    }
  }

  /** Arithmetic, comparison, conversion, string concatenation: nothing but its operands. */
  record Compute(String operator, List<Integer> operands, boolean wide) implements Op {
    /** How the operator of a concatenation starts; the text follows, with \1 for each operand. */
    public static final String CONCATENATE = "concat ";

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.compute(this);
    }
  }

  /** The same object under another type. */
  record Cast(String type, int value) implements Op {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.cast(this);
    }
  }

  /** One of several values, by the way control came here. */
  record Phi(List<Integer> operands) implements Op {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.phi(this);
    }
  }

  /** The exception that a handler received. */
  record Caught(String type) implements Op {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.caught(this);
    }
  }

  /**
   * A two-way or many-way decision on its operands; always the last step of its block. The first
   * successor is taken when {@code onNothing} and the operand is null, zero or false, or when not
   * {@code onNothing} and it is something.
   */
  record Branch(Test test, List<Integer> operands, boolean onNothing) implements Op {
    /** What is asked. */
    public enum Test {
      /** Whether the operand is null (or is not). */
      NULL,
      /** Whether the operand is zero, false (or is not). */
      ZERO,
      /** A comparison of two numbers. */
      COMPARE,
      /** Whether two references are one object. */
      SAME,
      /** A switch. */
      SWITCH
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.branch(this);
    }
  }

  /** The body ends here, by return (of a value or none) or by throwing its operand. */
  record Leave(boolean throwing, List<Integer> operands) implements Op {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.leave(this);
    }
  }
}
