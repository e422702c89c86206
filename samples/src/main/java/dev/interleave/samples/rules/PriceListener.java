package dev.interleave.samples.rules;

/** Is told of each new price. */
@FunctionalInterface
public interface PriceListener {
  void changed(String item, int price);
}
