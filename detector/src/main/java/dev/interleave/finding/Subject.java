package dev.interleave.finding;

import dev.interleave.model.ClassRef;

/**
 * What is lost, as a person names it.
 *
 * @param kind {@code field}, {@code static}, {@code content of field}, {@code lock} …
 * @param owner the class that holds it
 * @param name its name, {@code history}
 */
public record Subject(String kind, ClassRef owner, String name) {
  /** Returns the form used in SARIF and fingerprints: {@code field com.acme.ChatStore.history}. */
  public String describe() {
    return kind + " " + owner.binaryName() + "." + name;
  }
}
