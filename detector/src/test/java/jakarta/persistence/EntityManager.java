package jakarta.persistence;

/** The part of an entity manager that the probes call. */
public interface EntityManager {
  <T> T find(Class<T> type, Object key);

  <T> T find(Class<T> type, Object key, LockModeType mode);
}
