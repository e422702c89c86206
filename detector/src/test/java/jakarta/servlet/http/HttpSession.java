package jakarta.servlet.http;

/** The part of a session that the probes call. */
public interface HttpSession {
  Object getAttribute(String name);

  void setAttribute(String name, Object value);
}
