package dev.interleave.finding;

/**
 * A rule as people meet it.
 *
 * @param id {@code read-modify-write}
 * @param title a short phrase
 * @param summary one sentence
 * @param cwe the CWE number, 362 for races
 * @param page the rule's page in Markdown
 */
public record RuleInfo(String id, String title, String summary, int cwe, String page) {}
