package com.acme.web;

import java.util.HashMap;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** One object for all requests, each of which comes in a thread of its own. */
@RestController
public class VisitController {
  private final Map<String, Integer> visits = new HashMap<>();

  @GetMapping("/visit")
  public int visit(String page) {
    visits.put(page, visits.getOrDefault(page, 0) + 1);
    return visits.get(page);
  }
}
