package jakarta.persistence;

/** The lock modes that the probes use. */
public enum LockModeType {
  NONE,
  PESSIMISTIC_WRITE
}
