package dev.interleave;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.interleave.knowledge.Knowledge;
import dev.interleave.model.ClassRef;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is above a class, as far as the class path and the tables tell. */
class ClassPathTest {
  @Test
  void aCopyUnderAnotherPackageIsWhatItWasBeforeItWasMoved() {
    assertEquals(
        List.of(new ClassRef("io/grpc/SynchronizationContext")),
        above("com/example/shaded/io/grpc/SynchronizationContext"));
    assertEquals(
        List.of(new ClassRef("io/netty/channel/EventLoop")),
        above("com/example/shaded/io/grpc/netty/shaded/io/netty/channel/EventLoop"));
  }

  @Test
  void aClassOfAPackageOfThatNameIsNothingElse() {
    assertEquals(List.of(), above("com/example/shaded/Colour"));
    assertEquals(List.of(), above("com/example/io/grpc/SynchronizationContext"));
  }

  private static List<ClassRef> above(String type) {
    try (ClassPath path =
        ClassPath.of(List.of(), List.of(), Knowledge.standard(), new ArrayList<>())) {
      return path.supertypes(new ClassRef(type));
    }
  }
}
