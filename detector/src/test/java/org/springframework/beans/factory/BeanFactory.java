package org.springframework.beans.factory;

/** The part of a container that the probes call. */
public interface BeanFactory {
  Object getBean(String name);
}
