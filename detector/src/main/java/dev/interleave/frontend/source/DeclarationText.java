package dev.interleave.frontend.source;

import dev.interleave.frontend.source.TypeInfo.Field;
import dev.interleave.frontend.source.TypeInfo.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is known of classes as a text: each piece of it after its length and a colon. */
final class DeclarationText {
  private final String text;
  private final StringBuilder written = new StringBuilder();
  private int at;

  private DeclarationText(String text) {
    this.text = text;
  }

  static String of(Collection<TypeInfo> all) {
    DeclarationText made = new DeclarationText("");
    made.all(all, made::type);
    return made.written.toString();
  }

  /** Reads what was written; some unchecked exception for all else. */
  static List<TypeInfo> read(String text) {
    DeclarationText from = new DeclarationText(text);
    return from.all(from::typeInfo);
  }

  private void piece(String piece) {
    written.append(piece.length()).append(':').append(piece);
  }

  private void number(int number) {
    piece(Integer.toString(number));
  }

  private <T> void all(Collection<T> all, Consumer<T> each) {
    number(all.size());
    all.forEach(each);
  }

  private void type(TypeInfo info) {
    piece(info.name());
    number(info.access());
    all(info.parameters(), this::type);
    piece(info.outer());
    all(info.superclass() == null ? List.of() : List.of(info.superclass()), this::type);
    all(info.interfaces(), this::type);
    all(
        info.members().entrySet(),
        member -> {
          piece(member.getKey());
          piece(member.getValue());
        });
    all(info.fields().values(), this::field);
    all(info.methods().values().stream().flatMap(List::stream).toList(), this::method);
  }

  private void type(Type type) {
    piece(type.descriptor());
    piece(type.variable());
    all(type.arguments(), this::type);
  }

  private void field(Field field) {
    piece(field.owner());
    piece(field.name());
    number(field.access());
    piece(field.descriptor());
    type(field.type());
    Object constant = field.constant();
    piece(constant == null ? "" : constant.getClass().getSimpleName());
    piece(String.valueOf(constant));
  }

  private void method(Method method) {
    piece(method.owner());
    piece(method.name());
    number(method.access());
    piece(method.descriptor());
    all(method.parameters(), this::type);
    type(method.result());
    all(method.variables(), this::type);
  }

  private String piece() {
    int colon = text.indexOf(':', at);
    int length = Integer.parseInt(text.substring(at, colon));
    at = colon + 1 + length;
    return text.substring(colon + 1, at);
  }

  private int number() {
    return Integer.parseInt(piece());
  }

  private <T> List<T> all(Supplier<T> each) {
    int size = number();
    List<T> all = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      all.add(each.get());
    }
    return List.copyOf(all);
  }

  private TypeInfo typeInfo() {
    String name = piece();
    int access = number();
    List<Type> parameters = all(this::type);
    String outer = piece();
    List<Type> superclass = all(this::type);
    List<Type> interfaces = all(this::type);
    Map<String, String> members = new LinkedHashMap<>();
    all(() -> Map.entry(piece(), piece()))
        .forEach(one -> members.put(one.getKey(), one.getValue()));
    Map<String, Field> fields = new LinkedHashMap<>();
    all(this::field).forEach(field -> fields.put(field.name(), field));
    Map<String, List<Method>> methods = new LinkedHashMap<>();
    for (Method method : all(this::method)) {
      methods.computeIfAbsent(method.name(), one -> new ArrayList<>()).add(method);
    }
    return new TypeInfo(
        name,
        access,
        parameters,
        outer,
        superclass.isEmpty() ? null : superclass.get(0),
        interfaces,
        members,
        fields,
        methods);
  }

  private Type type() {
    return new Type(piece(), piece(), all(this::type));
  }

  private Field field() {
    String owner = piece();
    String name = piece();
    int access = number();
    String descriptor = piece();
    Type type = type();
    return new Field(owner, name, access, descriptor, type, constant(piece(), piece()));
  }

  private static @Nullable Object constant(String type, String text) {
    return switch (type) {
      case "Integer" -> Integer.valueOf(text);
      case "Long" -> Long.valueOf(text);
      case "Float" -> Float.valueOf(text);
      case "Double" -> Double.valueOf(text);
      case "Boolean" -> Boolean.valueOf(text);
      case "Character" -> text.charAt(0);
      case "Byte" -> Byte.valueOf(text);
      case "Short" -> Short.valueOf(text);
      case "String" -> text;
      default -> null;
    };
  }

  private Method method() {
    String owner = piece();
    String name = piece();
    int access = number();
    String descriptor = piece();
    List<Type> parameters = all(this::type);
    Type result = type();
    return new Method(owner, name, access, descriptor, parameters, result, all(this::type));
  }
}
