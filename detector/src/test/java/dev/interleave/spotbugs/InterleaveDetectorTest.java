package dev.interleave.spotbugs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import edu.umd.cs.findbugs.BugReporter;
import edu.umd.cs.findbugs.classfile.DescriptorFactory;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** SpotBugs survives whatever happens to us. */
final class InterleaveDetectorTest {
  @Test
  void aFailureIsLoggedAndGoesNoFurther() {
    List<String> calls = new ArrayList<>();
    BugReporter reporter =
        (BugReporter)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {BugReporter.class},
                (proxy, method, arguments) -> {
                  calls.add(method.getName());
                  return null;
                });
    InterleaveDetector detector = new InterleaveDetector(reporter);
    detector.visitClass(DescriptorFactory.createClassDescriptor("com/acme/Chat"));

    // outside of a run of SpotBugs there is nobody to ask for the bytes
    detector.finishPass();

    assertEquals(List.of("logError"), calls);
  }
}
