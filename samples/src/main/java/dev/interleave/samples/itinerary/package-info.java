/** A travel search: three workers put their cache keys into one shared map. */
package dev.interleave.samples.itinerary;
