package dev.interleave.frontend.source;

import dev.interleave.frontend.source.TypeInfo.Field;
import dev.interleave.frontend.source.TypeInfo.Method;
import dev.interleave.ir.ClassHeader;
import dev.interleave.ir.ClassHeader.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the types of a class file's header (JVMS §4.7.9.1). */
final class SignatureParser {
  private final String text;
  private final Map<String, Type> variables;
  private int at;

  private SignatureParser(String text, Map<String, Type> variables) {
    this.text = text;
    this.variables = variables;
  }

  static TypeInfo read(ClassHeader header) {
    SignatureParser parser = new SignatureParser(header.signature(), new HashMap<>());
    List<Type> parameters = parser.parameters();
    Type superclass = parser.text.isEmpty() ? null : parser.type();
    List<Type> interfaces = new ArrayList<>();
    while (parser.at < parser.text.length()) {
      interfaces.add(parser.type());
    }
    Map<String, String> members = new LinkedHashMap<>();
    for (String member : header.members()) {
      members.put(member.substring(Math.min(member.length(), header.name().length() + 1)), member);
    }
    return new TypeInfo(
        header.name(),
        header.access(),
        parameters,
        "",
        superclass,
        interfaces,
        members,
        fields(header, parser.variables),
        methods(header, parser.variables));
  }

  private static Map<String, Field> fields(ClassHeader header, Map<String, Type> variables) {
    Map<String, Field> fields = new LinkedHashMap<>();
    for (Member member : header.fields()) {
      Type type = new SignatureParser(member.signature(), variables).type();
      fields.put(
          member.name(),
          new Field(
              header.name(),
              member.name(),
              member.access(),
              member.descriptor(),
              type,
              member.constant()));
    }
    return fields;
  }

  private static Map<String, List<Method>> methods(
      ClassHeader header, Map<String, Type> variables) {
    Map<String, List<Method>> methods = new LinkedHashMap<>();
    for (Member member : header.methods()) {
      methods
          .computeIfAbsent(member.name(), name -> new ArrayList<>())
          .add(
              new SignatureParser(member.signature(), new HashMap<>(variables))
                  .method(header.name(), member));
    }
    return methods;
  }

  private Method method(String owner, Member member) {
    List<Type> own = parameters();
    List<Type> types = new ArrayList<>();
    at++;
    while (text.charAt(at) != ')') {
      types.add(type());
    }
    at++;
    Type result = type();
    return new Method(
        owner, member.name(), member.access(), member.descriptor(), types, result, own);
  }

  private List<Type> parameters() {
    List<Type> own = new ArrayList<>();
    if (at >= text.length() || text.charAt(at) != '<') {
      return own;
    }
    at++;
    while (text.charAt(at) != '>') {
      int colon = text.indexOf(':', at);
      String name = text.substring(at, colon);
      at = colon;
      variables.put(name, Type.variable(name, Type.OBJECT));
      Type bound = null;
      while (text.charAt(at) == ':') {
        at++;
        if (text.charAt(at) != ':') {
          Type next = type();
          bound = bound == null ? next : bound;
        }
      }
      Type made = Type.variable(name, bound == null ? Type.OBJECT : bound);
      variables.put(name, made);
      own.add(made);
    }
    at++;
    return own;
  }

  private Type type() {
    char kind = text.charAt(at++);
    return switch (kind) {
      case '[' -> Type.array(type());
      case 'T' -> {
        int end = text.indexOf(';', at);
        String name = text.substring(at, end);
        at = end + 1;
        yield variables.getOrDefault(name, Type.variable(name, Type.OBJECT));
      }
      case 'L' -> named();
      default -> Type.of(String.valueOf(kind));
    };
  }

  private Type named() {
    StringBuilder name = new StringBuilder();
    List<Type> arguments = new ArrayList<>();
    while (true) {
      char next = text.charAt(at++);
      if (next == ';') {
        return Type.named(name.toString(), arguments);
      }
      if (next == '<') {
        arguments.clear();
        while (text.charAt(at) != '>') {
          arguments.add(argument());
        }
        at++;
      } else {
        name.append(next == '.' ? '$' : next);
      }
    }
  }

  private Type argument() {
    char kind = text.charAt(at);
    if (kind == '*') {
      at++;
      return Type.OBJECT;
    }
    if (kind == '+' || kind == '-') {
      at++;
    }
    return type();
  }

  static @Nullable TypeInfo readOrNull(@Nullable ClassHeader header) {
    try {
      return header == null ? null : read(header);
    } catch (IndexOutOfBoundsException damaged) {
      return null;
    }
  }
}
