package dev.interleave.cache;

import dev.interleave.domain.Guard;
import dev.interleave.domain.GuardSet;
import dev.interleave.domain.OutsideCall;
import dev.interleave.domain.Sources;
import dev.interleave.finding.Finding;
import dev.interleave.knowledge.CallEffect;
import dev.interleave.model.AccessPath;
import dev.interleave.model.ClassRef;
import dev.interleave.model.FieldRef;
import dev.interleave.model.MethodRef;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How facts and findings are written, as their declarations tell it: a record by its components, so
 * that one more of them needs nothing here. What is no record has a form of its own.
 */
final class Codecs {
  /** Records of which one and the same is named in many places. */
  private static final Set<Class<?>> SHARED =
      Set.of(OutsideCall.class, CallEffect.class, Finding.class);

  private final Map<Type, Codec> known = new HashMap<>();
  private int pools;
  private final Codec text = pooled(new Form<>(String.class, Out::text, In::text));

  Codecs() {
    Codec number = new Form<>(Integer.class, Out::number, In::number);
    known.put(int.class, number);
    known.put(Integer.class, number);
    known.put(
        boolean.class,
        new Form<>(Boolean.class, (out, is) -> out.number(is ? 1 : 0), in -> in.number() == 1));
    known.put(long.class, new Form<>(Long.class, Out::whole, In::whole));
    known.put(String.class, text);
    names();
    domain();
  }

  /** Returns how a type is written. */
  Codec of(Type type) {
    Codec codec = known.get(type);
    return codec == null ? derived(type) : codec;
  }

  private Codec pooled(Codec full) {
    return new Pooled(pools++, false, full);
  }

  private <T> void repeated(Form<T> form) {
    known.put(form.type(), pooled(form));
  }

  private void names() {
    repeated(
        new Form<>(
            ClassRef.class,
            (out, of) -> text.write(out, of.name()),
            in -> in.symbols().type(text(in))));
    Codec type = of(ClassRef.class);
    repeated(
        new Form<>(
            FieldRef.class,
            (out, of) -> name(out, type, of.owner(), of.name(), of.descriptor()),
            in -> in.symbols().field(owner(in, type), text(in), text(in))));
    repeated(
        new Form<>(
            MethodRef.class,
            (out, of) -> name(out, type, of.owner(), of.name(), of.descriptor()),
            in -> in.symbols().method(owner(in, type), text(in), text(in))));
  }

  private void name(Out out, Codec type, ClassRef owner, String name, String descriptor) {
    type.write(out, owner);
    text.write(out, name);
    text.write(out, descriptor);
  }

  private ClassRef owner(In in, Codec type) {
    return (ClassRef) Objects.requireNonNull(type.read(in));
  }

  private String text(In in) {
    return (String) Objects.requireNonNull(text.read(in));
  }

  private void domain() {
    Codec root = of(AccessPath.Root.class);
    Codec fields = new Collected.OfList(of(FieldRef.class));
    repeated(
        new Form<>(
            AccessPath.class,
            (out, path) -> {
              root.write(out, path.root());
              out.number(path.number());
              text.write(out, path.label());
              fields.write(out, path.fields());
            },
            in -> path((AccessPath.Root) Objects.requireNonNull(root.read(in)), in, fields)));
    repeated(
        new Form<>(
            Sources.class,
            (out, sources) -> out.rising(sources.size(), sources::get),
            in -> Sources.ofSorted(in.rising())));
    Codec guards = new Collected.OfList(of(Guard.class));
    repeated(
        new Form<>(
            GuardSet.class,
            (out, set) -> guards.write(out, set.guards()),
            in -> GuardSet.of(list(guards.read(in)))));
  }

  private AccessPath path(AccessPath.Root root, In in, Codec fields) {
    return AccessPath.of(root, in.number(), text(in), list(fields.read(in)));
  }

  @SuppressWarnings("unchecked") // what a codec of a list reads was written as that list
  private static <T> List<T> list(@Nullable Object read) {
    return (List<T>) Objects.requireNonNull(read);
  }

  private Codec derived(Type type) {
    if (type instanceof ParameterizedType generic) {
      Codec made = collected(generic);
      known.put(type, made);
      return made;
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isRecord()) {
      return ofRecord(plain);
    }
    Codec made =
        plain.isEnum() ? new Choice.OfConstants(List.of(plain.getEnumConstants())) : sorts(plain);
    known.put(type, made);
    return made;
  }

  private Codec collected(ParameterizedType type) {
    Type[] of = type.getActualTypeArguments();
    if (type.getRawType() == List.class) {
      return new Collected.OfList(of(of[0]));
    }
    if (type.getRawType() == Set.class) {
      return new Collected.OfSet(of(of[0]));
    }
    if (type.getRawType() == Map.class) {
      return new Collected.OfMap(of(of[0]), of(of[1]));
    }
    throw new IllegalArgumentException("nothing says how to write " + type);
  }

  private Codec ofRecord(Class<?> type) {
    RecordCodec fields = new RecordCodec(type);
    Codec made = SHARED.contains(type) ? new Pooled(pools++, true, fields) : fields;
    known.put(type, made);
    fields.resolve(component -> of(component.getGenericType()));
    return made;
  }

  private Codec sorts(Class<?> type) {
    if (!type.isSealed()) {
      throw new IllegalArgumentException("nothing says how to write " + type);
    }
    List<Class<?>> sorts = new ArrayList<>();
    List<Codec> codecs = new ArrayList<>();
    for (Class<?> sort : type.getPermittedSubclasses()) {
      sorts.add(sort);
      codecs.add(of(sort));
    }
    return new Choice.OfClasses(sorts, codecs);
  }
}
