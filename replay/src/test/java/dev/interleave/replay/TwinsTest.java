package dev.interleave.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The woven copies of the JDK's collections behave as the originals do. */
final class TwinsTest {
  private final WovenLoader loader =
      new WovenLoader(TwinsTest.class.getClassLoader(), List.of(), true);

  private Object twin(Class<?> original) throws ReflectiveOperationException {
    String name = Twins.of(original.getName().replace('.', '/')).replace('/', '.');
    assertTrue(name.startsWith(Twins.PACKAGE), "this JDK's collections can be copied");
    return Class.forName(name, true, loader).getConstructor().newInstance();
  }

  @Test
  @SuppressWarnings("unchecked")
  void aMapIsAMap() throws Exception {
    Map<String, Integer> twin = (HashMap<String, Integer>) twin(HashMap.class);
    Map<String, Integer> original = new HashMap<>();
    for (Map<String, Integer> map : List.of(twin, original)) {
      for (int i = 0; i < 2_000; i++) {
        map.put("key" + i % 1_500, i);
        map.merge("sum", i, Integer::sum);
      }
      map.keySet().removeIf(key -> key.endsWith("7"));
      map.values().remove(3);
      map.computeIfAbsent("new", String::length);
      map.entrySet().iterator().next().setValue(-1);
      map.replaceAll((key, value) -> value + 1);
    }
    assertEquals(original, twin);
    assertEquals(twin, ((HashMap<String, Integer>) twin).clone());
    assertEquals(original.toString().length(), twin.toString().length());
  }

  @Test
  @SuppressWarnings("unchecked")
  void manyCollisionsMakeATree() throws Exception {
    Map<Object, Integer> twin = (HashMap<Object, Integer>) twin(HashMap.class);
    record Same(int value) {
      @Override
      public int hashCode() {
        return 1;
      }
    }
    for (int i = 0; i < 200; i++) {
      twin.put(new Same(i), i);
    }
    assertEquals(77, twin.get(new Same(77)));
    assertEquals(200, twin.size());
  }

  @Test
  @SuppressWarnings("unchecked")
  void aListIsAListAndASetIsASet() throws Exception {
    assertAlike((List<String>) twin(ArrayList.class), new ArrayList<>());
    assertAlike((Set<String>) twin(HashSet.class), new HashSet<>());
  }

  private static void assertAlike(Collection<String> twin, Collection<String> original) {
    for (Collection<String> collection : List.of(twin, original)) {
      for (int i = 0; i < 100; i++) {
        collection.add("element " + i % 70);
      }
      collection.removeIf(element -> element.endsWith("3"));
      collection.addAll(List.of("x", "y", "z"));
      collection.remove("y");
      if (collection instanceof List<String> list) {
        list.subList(3, 9).clear();
        list.sort(null);
        list.add(2, "in between");
        list.listIterator(5).next();
      }
    }
    assertEquals(original, twin);
    assertEquals(original.stream().sorted().toList(), twin.stream().sorted().toList());
  }
}
