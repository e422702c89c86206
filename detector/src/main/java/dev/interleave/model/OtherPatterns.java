package dev.interleave.model;

import java.util.List;
import java.util.Map;

/**
 * Which of our rules look for what a bug pattern of SpotBugs looks for: who had that one suppressed
 * in a place has thought about it. The names are those of SpotBugs' list of bug descriptions.
 */
final class OtherPatterns {
  private static final List<String> UPDATE = List.of("read-modify-write");
  private static final List<String> FIELD = List.of("unguarded-field", "read-modify-write");
  private static final List<String> DISCIPLINE =
      List.of("unguarded-field", "unguarded-collection", "unguarded-iteration", UPDATE.get(0));
  private static final List<String> WAIT = List.of("blocking-under-lock");
  private static final List<String> LEFT = List.of("unreleased-lock");

  private static final Map<String, List<String>> RULES =
      Map.ofEntries(
          Map.entry("VO_VOLATILE_INCREMENT", UPDATE),
          Map.entry("AT_OPERATION_SEQUENCE_ON_CONCURRENT_ABSTRACTION", UPDATE),
          Map.entry("AT_NONATOMIC_OPERATIONS_ON_SHARED_VARIABLE", FIELD),
          Map.entry("AT_NONATOMIC_64BIT_PRIMITIVE", FIELD),
          Map.entry("AT_STALE_THREAD_WRITE_OF_PRIMITIVE", FIELD),
          Map.entry("LI_LAZY_INIT_STATIC", FIELD),
          Map.entry("LI_LAZY_INIT_UPDATE_STATIC", FIELD),
          Map.entry("DC_DOUBLECHECK", FIELD),
          Map.entry("DC_PARTIALLY_CONSTRUCTED", FIELD),
          Map.entry("ST_WRITE_TO_STATIC_FROM_INSTANCE_METHOD", FIELD),
          Map.entry("IS2_INCONSISTENT_SYNC", DISCIPLINE),
          Map.entry("IS_INCONSISTENT_SYNC", DISCIPLINE),
          Map.entry("IS_FIELD_NOT_GUARDED", DISCIPLINE),
          Map.entry("UG_SYNC_SET_UNSYNC_GET", DISCIPLINE),
          Map.entry("MSF_MUTABLE_SERVLET_FIELD", FIELD),
          Map.entry("MTIA_SUSPECT_SERVLET_INSTANCE_FIELD", FIELD),
          Map.entry("STCAL_INVOKE_ON_STATIC_DATE_FORMAT_INSTANCE", List.of(DISCIPLINE.get(1))),
          Map.entry("STCAL_STATIC_SIMPLE_DATE_FORMAT_INSTANCE", List.of(DISCIPLINE.get(1))),
          Map.entry("STCAL_INVOKE_ON_STATIC_CALENDAR_INSTANCE", List.of(DISCIPLINE.get(1))),
          Map.entry("STCAL_STATIC_CALENDAR_INSTANCE", List.of(DISCIPLINE.get(1))),
          Map.entry("SWL_SLEEP_WITH_LOCK_HELD", WAIT),
          Map.entry("TLW_TWO_LOCK_WAIT", WAIT),
          Map.entry("UL_UNRELEASED_LOCK", LEFT),
          Map.entry("UL_UNRELEASED_LOCK_EXCEPTION_PATH", LEFT));

  private OtherPatterns() {}

  /** Returns the rules that look for the same; none for what we do not look for. */
  static List<String> rules(String pattern) {
    return RULES.getOrDefault(pattern, List.of());
  }
}
