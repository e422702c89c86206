package dev.interleave.ir;

import dev.interleave.model.Flags;
import java.util.List;

/** Steps as text, a line each, for people and for comparing front ends. */
public final class IrPrinter {
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
}
