package dev.interleave.samples.itinerary;

/** The slow services that a search asks, each over the network. */
public interface TravelGuide {
  /** Facts about the city. */
  String cityData(String city);

  /** What to see there. */
  String places(String city);

  /** A plan for the days. */
  String itinerary(String city);
}
