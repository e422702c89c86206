package dev.interleave.ir;

import dev.interleave.model.Flags;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Steps as text, a line each, for people and for comparing front ends. */
public final class IrPrinter {
  /** The numbers of other steps. */
  private static final Pattern NUMBERS =
      Pattern.compile(
          "(, )?(operands|captured)=\\[[^]]*]|(, )?(object|array|index|value|monitor)=-?\\d+(?=[],])");

  private final StringBuilder text = new StringBuilder();

  private IrPrinter() {}

  /** Returns a class as text. */
  public static String print(ClassFacts facts) {
    IrPrinter printer = new IrPrinter();
    printer.line("class " + facts.ref() + " extends " + facts.superclass());
    facts.interfaces().forEach(type -> printer.line("  implements " + type));
    facts
        .fields()
        .forEach(field -> printer.line("  field " + field.ref() + " " + field.ref().descriptor()));
    facts.methods().forEach(printer::method);
    return printer.text.toString();
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private void method(MethodFacts method) {
    int access = method.declaration().access();
    String kind = Flags.has(access, Flags.STATIC) ? "static " : "";
    line("  method " + kind + method.declaration().ref());
    Body body = method.body();
    if (body == null) {
      return;
    }
    List<Block> blocks = body.blocks();
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      line("    block " + i + " → " + block.successors() + " catches " + block.handlers());
      for (int step = block.first(); step < block.end(); step++) {
        line("      " + step + " " + body.ops().get(step));
      }
    }
  }

  /**
   * Returns what each method does, whatever the order of its blocks and the numbers of its steps: a
   * line for each step, sorted, by name and descriptor of the method.
   */
  public static SortedMap<String, List<String>> outline(ClassFacts facts) {
    SortedMap<String, List<String>> outline = new TreeMap<>();
    for (MethodFacts method : facts.methods()) {
      if (method.body() != null) {
        List<String> lines = new ArrayList<>();
        method.body().ops().forEach(op -> lines.add(NUMBERS.matcher(op.toString()).replaceAll("")));
        lines.sort(null);
        outline.put(
            method.declaration().ref().name() + method.declaration().ref().descriptor(), lines);
      }
    }
    return outline;
  }
}
