package dev.interleave.summary;

import dev.interleave.domain.Sources;
import dev.interleave.model.AccessPath;
import org.jspecify.annotations.Nullable;

/**
 * A value handed to a call or stored.
 *
 * @param path how the body reaches it
 * @param type its static type as internal name; empty when unknown
 * @param sources the events and parameters it depends on
 * @param closure the body it runs, for a lambda or method reference
 */
public record Operand(AccessPath path, String type, Sources sources, @Nullable Closure closure) {
  @Override
  public int hashCode() {
    return (path.hashCode() * 31 + type.hashCode()) * 31 + sources.hashCode();
  }
}
