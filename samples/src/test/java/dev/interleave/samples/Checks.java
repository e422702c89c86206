package dev.interleave.samples;

import dev.interleave.samples.agentstore.AgentStoreChecks;
import dev.interleave.samples.chathistory.ChatHistoryChecks;
import dev.interleave.samples.chatlog.ChatLogChecks;
import dev.interleave.samples.itinerary.ItineraryChecks;
import dev.interleave.samples.profiles.ProfilesChecks;
import dev.interleave.samples.rules.RulesChecks;
import java.util.ArrayList;
import java.util.List;

/** Every replay check of the samples. */
final class Checks {
  private Checks() {}

  static List<Check> all() {
    List<Check> all = new ArrayList<>();
    all.addAll(ItineraryChecks.all());
    all.addAll(AgentStoreChecks.all());
    all.addAll(ProfilesChecks.all());
    all.addAll(ChatLogChecks.all());
    all.addAll(ChatHistoryChecks.all());
    all.addAll(RulesChecks.all());
    return all;
  }
}
