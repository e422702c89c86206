package dev.interleave.frontend.source;

import com.github.javaparser.ast.body.AnnotationMemberDeclaration;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.CompactConstructorDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.EnumConstantDeclaration;
import com.github.javaparser.ast.body.EnumDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.RecordDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import dev.interleave.frontend.source.TypeInfo.Field;
import dev.interleave.frontend.source.TypeInfo.Method;
import dev.interleave.model.Flags;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields and methods that a class of the sources declares, implicit ones included. */
final class Members {
  static final int VARARGS = 0x0080;

  private final SourceClass type;
  private final TypeScope scope;
  private final Map<String, Field> fields = new LinkedHashMap<>();
  private final Map<String, List<Method>> methods = new LinkedHashMap<>();

  Members(SourceClass type, TypeScope scope) {
    this.type = type;
    this.scope = scope;
  }

  static TypeInfo of(SourceClass type, TypeInfo shell, TypeScope scope) {
    Members members = new Members(type, scope);
    members.implicit();
    type.body().forEach(members::member);
    if (!type.isInterface() && !members.methods.containsKey("<init>")) {
      int access = shell.access() & (Flags.PUBLIC | Flags.PROTECTED | Flags.PRIVATE);
      members.add("<init>", type.isEnum() ? Flags.PRIVATE : access, List.of(), Type.VOID);
    }
    return new TypeInfo(
        shell.name(),
        shell.access(),
        shell.parameters(),
        shell.outer(),
        shell.superclass(),
        shell.interfaces(),
        shell.members(),
        members.fields,
        members.methods);
  }

  private void implicit() {
    if (type.node() instanceof EnumDeclaration declaration) {
      for (EnumConstantDeclaration constant : declaration.getEntries()) {
        int access = Flags.PUBLIC | Flags.STATIC | Flags.FINAL | 0x4000;
        field(constant.getNameAsString(), access, type.type(), null);
      }
      add("values", Flags.PUBLIC | Flags.STATIC, List.of(), Type.array(type.type()));
      add("valueOf", Flags.PUBLIC | Flags.STATIC, List.of(Type.STRING), type.type());
    }
    if (type.node() instanceof RecordDeclaration declaration) {
      List<Type> types = new ArrayList<>();
      for (Parameter component : declaration.getParameters()) {
        Type its = parameterType(component, scope);
        types.add(its);
        field(component.getNameAsString(), Flags.PRIVATE | Flags.FINAL, its, null);
        add(component.getNameAsString(), Flags.PUBLIC, List.of(), its);
      }
      add("<init>", Flags.PUBLIC, types, Type.VOID);
    }
  }

  private void field(String name, int access, Type its, @Nullable Object constant) {
    fields.put(name, new Field(type.name(), name, access, its.erased(), its, constant));
  }

  private void add(String name, int access, List<Type> parameters, Type result) {
    put(
        new Method(
            type.name(),
            name,
            access,
            descriptor(parameters, result),
            parameters,
            result,
            List.of()));
  }

  private void put(Method method) {
    List<Method> all = methods.computeIfAbsent(method.name(), name -> new ArrayList<>());
    all.removeIf(other -> other.descriptor().equals(method.descriptor()));
    all.add(method);
  }

  static String descriptor(List<Type> parameters, Type result) {
    StringBuilder text = new StringBuilder("(");
    parameters.forEach(one -> text.append(one.erased()));
    return text.append(')').append(result.erased()).toString();
  }

  private void member(BodyDeclaration<?> member) {
    int inInterface = type.isInterface() ? Flags.PUBLIC : 0;
    if (member instanceof FieldDeclaration field) {
      int extra = type.isInterface() ? inInterface | Flags.STATIC | Flags.FINAL : 0;
      for (VariableDeclarator one : field.getVariables()) {
        int access = Modifiers.of(field) | extra;
        Object constant = Flags.has(access, Flags.FINAL) ? Constants.of(one) : null;
        field(one.getNameAsString(), access, scope.type(one.getType()), constant);
      }
    } else if (member instanceof MethodDeclaration method) {
      callable(method, method.getNameAsString(), access(method));
    } else if (member instanceof ConstructorDeclaration constructor) {
      callable(constructor, "<init>", access(constructor));
    } else if (member instanceof AnnotationMemberDeclaration value) {
      add(value.getNameAsString(), 0x401, List.of(), scope.type(value.getType()));
    } else if (member instanceof CompactConstructorDeclaration) {
      // its head is the record's own
      return;
    }
  }

  int access(CallableDeclaration<?> callable) {
    int access = Modifiers.of(callable);
    int last = callable.getParameters().size() - 1;
    if (last >= 0 && callable.getParameter(last).isVarArgs()) {
      access |= VARARGS;
    }
    if (type.isInterface() && callable instanceof MethodDeclaration method) {
      access |= Flags.has(access, Flags.PRIVATE) ? 0 : Flags.PUBLIC;
      access |= method.getBody().isPresent() ? 0 : Flags.ABSTRACT;
    }
    return access;
  }

  private void callable(CallableDeclaration<?> callable, String name, int access) {
    TypeScope inner = scope.within(callable);
    List<Type> types = new ArrayList<>();
    callable.getParameters().forEach(one -> types.add(parameterType(one, inner)));
    Type result =
        callable instanceof MethodDeclaration method ? inner.type(method.getType()) : Type.VOID;
    List<Type> own =
        callable.getTypeParameters().stream()
            .map(one -> Type.variable(one.getNameAsString(), Type.OBJECT))
            .toList();
    put(
        new Method(
            type.name(), name, access, descriptor(types, result), List.copyOf(types), result, own));
  }

  static Type parameterType(Parameter parameter, TypeScope scope) {
    Type its = scope.type(parameter.getType());
    return parameter.isVarArgs() ? Type.array(its) : its;
  }
}
