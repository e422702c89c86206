package dev.interleave.summary;

import dev.interleave.domain.Hierarchy;
import dev.interleave.domain.OutsideCall;
import dev.interleave.domain.OutsideCall.Verb;
import dev.interleave.domain.Term;
import dev.interleave.ir.Body;
import dev.interleave.ir.Op;
import dev.interleave.knowledge.Knowledge;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.FieldRef;
import dev.interleave.model.MethodRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How one body spells the names of files, rows and entries, looked up only where they are used. */
final class Spelling {
  private static final int DEEPEST = 8;
  private static final Set<String> NAMES =
      Set.of("Ljava/io/File;", "Ljava/nio/file/Path;", "Lorg/apache/hadoop/fs/Path;");
  private static final String TEXT = "Ljava/lang/String;";
  private static final Pattern STATEMENT =
      Pattern.compile("\\s*(?:select|insert|update|delete|merge)\\s", Pattern.CASE_INSENSITIVE);

  private final Body body;
  private final Values values;
  private final Knowledge knowledge;
  private final Hierarchy hierarchy;
  private final Pieces pieces;

  Spelling(Body body, Values values, Knowledge knowledge, Hierarchy hierarchy) {
    this.body = body;
    this.values = values;
    this.knowledge = knowledge;
    this.hierarchy = hierarchy;
    this.pieces = new Pieces(body, knowledge, hierarchy);
  }

  static boolean givesName(MethodRef method) {
    String descriptor = method.descriptor();
    return isName(descriptor.substring(descriptor.indexOf(')') + 1));
  }

  private static boolean isName(String descriptor) {
    return NAMES.contains(descriptor);
  }

  /** Returns how a result is spelled; where it is one of several, unknown and then each. */
  List<Term> results(int value) {
    List<Term> all = List.of(term(value));
    if (value >= 0 && !all.get(0).isKnown() && body.ops().get(value) instanceof Op.Phi phi) {
      for (int operand : phi.operands()) {
        all = joined(all, List.of(term(operand)));
      }
    }
    return all;
  }

  /** Returns several results as one: the one that they all are, or unknown and then each. */
  static List<Term> joined(List<Term> results, List<Term> more) {
    if (results.containsAll(more)) {
      return results;
    }
    List<Term> all = new ArrayList<>(results);
    if (results.size() == 1) {
      all.add(0, Term.UNKNOWN);
    }
    all.addAll(more);
    return List.copyOf(all);
  }

  /** Returns what a call does outside memory, its options considered; null when it does nothing. */
  @Nullable OutsideCall outside(Op.Call call) {
    int arguments = call.operands().size() - (call.hasReceiver() ? 1 : 0);
    OutsideCall known = knowledge.outside(call.target(), arguments, hierarchy);
    if (known == null || !known.touches()) {
      return null;
    }
    boolean names =
        known.medium() != OutsideCall.Medium.FILE
            || known.verb() == Verb.LOCK
            || isFileName(call, known.name());
    return names ? turned(call, known) : null;
  }

  private static boolean isFileName(Op.Call call, int operand) {
    if (call.hasReceiver() && operand == 0) {
      return true;
    }
    String type = parameter(call.target(), operand - (call.hasReceiver() ? 1 : 0));
    return isName(type) || (type.equals(TEXT) && call.target().isConstructor());
  }

  static String parameter(MethodRef method, int index) {
    String descriptor = method.descriptor();
    int at = 1;
    for (int i = 0; descriptor.charAt(at) != ')'; i++) {
      int end = at;
      while (descriptor.charAt(end) == '[') {
        end++;
      }
      end = descriptor.charAt(end) == 'L' ? descriptor.indexOf(';', end) + 1 : end + 1;
      if (i == index) {
        return descriptor.substring(at, end);
      }
      at = end;
    }
    return "";
  }

  private OutsideCall turned(Op.Call call, OutsideCall known) {
    if (known.turns().isEmpty()) {
      return known;
    }
    OutsideCall result = known;
    for (int i = known.name() + 1; i < call.operands().size(); i++) {
      for (String word : words(call.operands().get(i))) {
        Verb verb = known.turns().get(word);
        result = verb == null || result.verb() == Verb.APPEND ? result : known.as(verb);
      }
    }
    return result;
  }

  /** Returns the options that a value stands for: constants, and names of enum constants. */
  private List<String> words(int value) {
    Op op = value < 0 ? null : body.ops().get(value);
    if (op instanceof Op.Constant constant) {
      return List.of(String.valueOf(constant.value()));
    }
    if (op instanceof Op.Get get && get.object() == Op.NO_OBJECT) {
      return List.of(get.field().name());
    }
    if (op instanceof Op.Create create && create.type().startsWith("[")) {
      List<String> all = new ArrayList<>();
      for (Op each : body.ops()) {
        if (each instanceof Op.Store store && store.array() == value) {
          all.addAll(words(store.value()));
        }
      }
      return all;
    }
    return List.of(OutsideCall.UNKNOWN);
  }

  /** Returns how a value is spelled. */
  Term term(int value) {
    return term(value, 0);
  }

  private Term term(int value, int depth) {
    Op op = value < 0 || depth > DEEPEST ? null : body.ops().get(value);
    if (op == null) {
      return Term.UNKNOWN;
    }
    if (op instanceof Op.Call call) {
      return call(call, value, depth);
    }
    if (op instanceof Op.Create) {
      return created(value, depth);
    }
    if (op instanceof Op.Cast cast) {
      return term(cast.value(), depth);
    }
    if (op instanceof Op.Load load) {
      return Term.made("[]", List.of(term(load.array(), depth + 1)));
    }
    if (op instanceof Op.Compute compute) {
      return compute.operator().startsWith(Op.Compute.CONCATENATE)
          ? concatenated(compute, depth)
          : Term.made(compute.operator(), terms(compute.operands(), depth));
    }
    if (op instanceof Op.Phi phi) {
      return phi(phi, depth);
    }
    return op instanceof Op.Constant constant && isNumber(constant)
        ? Term.made(String.valueOf(constant.value()), List.of())
        : Term.of(values.path(value));
  }

  private static boolean isNumber(Op.Constant constant) {
    return constant.value() != null && !(constant.value() instanceof String);
  }

  private Term concatenated(Op.Compute compute, int depth) {
    String recipe = compute.operator().substring(Op.Compute.CONCATENATE.length());
    List<Term> parts = new ArrayList<>();
    int operand = 0;
    int from = 0;
    for (int at = 0; at <= recipe.length(); at++) {
      boolean hole = at < recipe.length() && recipe.charAt(at) == '\1';
      if (hole || at == recipe.length()) {
        if (at > from) {
          parts.add(Term.constant(recipe.substring(from, at)));
        }
        if (hole && operand < compute.operands().size()) {
          parts.add(term(compute.operands().get(operand++), depth + 1));
        }
        from = at + 1;
      }
    }
    return Term.made("+", parts);
  }

  private Term phi(Op.Phi phi, int depth) {
    Term common = null;
    for (int operand : phi.operands()) {
      Term one = term(operand, depth + 2);
      boolean nothing = one.kind() == Term.Kind.CONSTANT && one.label().equals("null");
      if (!nothing && common != null && !common.equals(one)) {
        return Term.UNKNOWN;
      }
      common = nothing ? common : one;
    }
    return common == null ? Term.UNKNOWN : common;
  }

  private List<Term> terms(List<Integer> operands, int depth) {
    List<Term> all = new ArrayList<>(operands.size());
    for (int operand : operands) {
      all.add(term(operand, depth + 1));
    }
    return all;
  }

  private Term call(Op.Call call, int step, int depth) {
    int arguments = call.operands().size() - (call.hasReceiver() ? 1 : 0);
    OutsideCall known = knowledge.outside(call.target(), arguments, hierarchy);
    if (known != null && known.verb() == Verb.UNIQUE) {
      return Term.UNIQUE;
    }
    if (known != null && known.verb() == Verb.SAME && known.name() < call.operands().size()) {
      int same = call.operands().get(known.name());
      List<Integer> put = pieces.of(same, step);
      return put.isEmpty() ? term(same, depth) : Term.made("+", terms(put, depth));
    }
    return Term.call(call.target(), terms(call.operands(), depth));
  }

  private Term created(int value, int depth) {
    for (int step = value + 1; step < body.ops().size(); step++) {
      if (body.ops().get(step) instanceof Op.Call call
          && call.target().isConstructor()
          && !call.operands().isEmpty()
          && call.operands().get(0) == value) {
        OutsideCall known = knowledge.outside(call.target(), call.operands().size() - 1, hierarchy);
        return known != null && known.verb() == Verb.SAME
            ? term(call.operands().get(known.name()), depth)
            : Term.made(
                "new " + call.target().owner(),
                terms(call.operands().subList(1, call.operands().size()), depth));
      }
    }
    return Term.UNKNOWN;
  }

  /** Returns how a value is spelled that is stored in a field, where it is a statement's text. */
  List<Term> statement(FieldRef field, int value) {
    return isStatement(field.descriptor(), value) ? List.of(term(value)) : List.of();
  }

  private boolean isMade(int value) {
    Op op = value < 0 ? null : body.ops().get(value);
    return op instanceof Op.Constant || op instanceof Op.Call || op instanceof Op.Compute;
  }

  private boolean isStatement(String type, int value) {
    return type.equals(TEXT) && isMade(value) && isStatement(term(value));
  }

  /** Texts that begin as statements do: in all of them that verb is the first constant. */
  private static boolean isStatement(Term term) {
    List<String> constants = term.constants();
    return !constants.isEmpty() && STATEMENT.matcher(constants.get(0)).lookingAt();
  }

  /** Returns how the arguments of a call are spelled; none where their paths tell already. */
  List<Term> arguments(Op.Call call) {
    int first = call.hasReceiver() ? 1 : 0;
    for (int i = first; i < call.operands().size(); i++) {
      Root root = values.path(call.operands().get(i)).root();
      String type = parameter(call.target(), i - first);
      boolean isUntold = root == Root.UNKNOWN || root == Root.FRESH;
      if (isUntold && (isName(type) || isStatement(type, call.operands().get(i)))) {
        return terms(call.operands(), 0);
      }
    }
    return List.of();
  }
}
