package dev.interleave.domain;

import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.FieldRef;
import dev.interleave.model.MethodRef;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How a body spells the name of something outside memory: a constant, something it reaches by a
 * path, or what a call or concatenation makes of other terms.
 *
 * @param kind which of these
 * @param label the constant's text, or what is made of the parts
 * @param path how it is reached; null for all but {@link Kind#PATH}
 * @param method the method whose result it is; null for all others
 * @param parts what it is made of
 */
public record Term(
    Kind kind,
    String label,
    @Nullable AccessPath path,
    @Nullable MethodRef method,
    List<Term> parts) {
  /** A value of which nothing is known. */
  public static final Term UNKNOWN = new Term(Kind.UNKNOWN, "?", null, null, List.of());

  /** A value that no two calls share. */
  public static final Term UNIQUE = new Term(Kind.UNIQUE, "!", null, null, List.of());

  /** The ways of spelling. */
  public enum Kind {
    /** A text as it stands. */
    CONSTANT,
    /** A field, a static, or a parameter. */
    PATH,
    /** Made of parts. */
    MADE,
    /** A value that no two calls share. */
    UNIQUE,
    /** Not known. */
    UNKNOWN
  }

  /** Returns a constant. */
  public static Term constant(String text) {
    return new Term(Kind.CONSTANT, text, null, null, List.of());
  }

  /** Returns what a path reaches; unknown when nobody else can name it. */
  public static Term of(AccessPath path) {
    return switch (path.root()) {
      case PARAM, GLOBAL -> new Term(Kind.PATH, "", path, null, List.of());
      case NAMED -> constant(path.label());
      case FRESH, UNKNOWN -> UNKNOWN;
    };
  }

  /** Returns what is made of other terms. */
  public static Term made(String how, List<Term> parts) {
    return new Term(Kind.MADE, how, null, null, List.copyOf(parts));
  }

  /** Returns the result of a method. */
  public static Term call(MethodRef method, List<Term> operands) {
    return new Term(Kind.MADE, method.toString(), null, method, List.copyOf(operands));
  }

  /** Returns whether the term itself or any part of it is of a sort. */
  public boolean has(Predicate<Term> sort) {
    if (sort.test(this)) {
      return true;
    }
    for (Term part : parts) {
      if (part.has(sort)) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether no two calls make the same name. */
  public boolean isUnique() {
    return has(term -> term.kind == Kind.UNIQUE);
  }

  /** Returns whether it is known what name it is. */
  public boolean isKnown() {
    return !has(term -> term.kind == Kind.UNKNOWN);
  }

  /** Returns whether there is a bare parameter in it, other than the object itself. */
  public boolean hasParameter() {
    return has(
        term ->
            term.path != null
                && term.path.root() == Root.PARAM
                && term.path.isBare()
                && term.path.number() > 0);
  }

  /** Returns the constants in it, in order. */
  public List<String> constants() {
    List<String> all = new ArrayList<>();
    collect(term -> term.kind == Kind.CONSTANT, term -> all.add(term.label));
    return all;
  }

  /** Returns the fields in it, in order. */
  public List<FieldRef> fields() {
    List<FieldRef> all = new ArrayList<>();
    collect(
        term -> term.path != null && term.path.lastField() != null,
        term -> {
          if (term.path != null && term.path.lastField() != null) {
            all.add(term.path.lastField());
          }
        });
    return all;
  }

  private void collect(Predicate<Term> sort, Consumer<Term> into) {
    if (sort.test(this)) {
      into.accept(this);
    }
    parts.forEach(part -> part.collect(sort, into));
  }

  /** Returns the term with the parameters of one body replaced by what another body hands over. */
  public Term with(List<Term> arguments) {
    if (path != null && path.root() == Root.PARAM) {
      return path.number() < arguments.size()
          ? arguments.get(path.number()).followed(path.fields())
          : UNKNOWN;
    }
    return parts.isEmpty()
        ? this
        : new Term(
            kind, label, path, method, parts.stream().map(part -> part.with(arguments)).toList());
  }

  private Term followed(List<FieldRef> fields) {
    if (fields.isEmpty()) {
      return this;
    }
    if (path == null) {
      return UNKNOWN;
    }
    AccessPath longer = path;
    for (FieldRef field : fields) {
      longer = longer.then(field);
    }
    return of(longer);
  }
}
