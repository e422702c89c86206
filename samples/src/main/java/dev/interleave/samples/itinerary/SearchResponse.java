package dev.interleave.samples.itinerary;

import java.util.Map;

/**
 * What a search answers.
 *
 * @param parts the answers of the three workers
 * @param cacheKeys under which key each of them is cached, so that a second search is cheap
 */
public record SearchResponse(Map<String, String> parts, Map<String, String> cacheKeys) {}
