package dev.interleave.link;

import dev.interleave.domain.Guard;
import dev.interleave.domain.Sources;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the updates that a helper makes of a collection which it is handed by its caller. */
final class LentUpdates {
  private final Accesses accesses;
  private final Ownership ownership;
  private final Effects effects;
  private final Lent lent;

  LentUpdates(Lent lent, Accesses accesses, Ownership ownership, Effects effects) {
    this.lent = lent;
    this.accesses = accesses;
    this.ownership = ownership;
    this.effects = effects;
  }

  /** Returns the torn updates that a body has its helpers make. */
  List<Update> of(MethodSummary body) {
    List<Update> all = new ArrayList<>(0);
    for (Event event : body.events()) {
      for (CallSite site : lent.helpers(body, event)) {
        MethodSummary helper = site.callee();
        if (helper != null && updates(helper)) {
          of(body, effects.through(site), all);
        }
      }
    }
    return all;
  }

  /** Returns whether a helper changes what it is handed, whatever that hangs on. */
  private static boolean updates(MethodSummary helper) {
    return helper.events().stream()
        .anyMatch(
            event ->
                event.action() instanceof Touch touch
                    && touch.kind().writes()
                    && Lent.isOnLent(helper, event));
  }

  private void of(MethodSummary body, List<Effect> all, List<Update> into) {
    List<Effect> own = all.stream().filter(LentUpdates::isOnLent).toList();
    for (Effect write : own) {
      Slot slot = write.touch().kind().writes() ? accesses.slot(write.location()) : null;
      if (slot != null
          && !write.touch().verified()
          && !ownership.isOwned(body, write.location().path())) {
        Update update = torn(body, slot, write, own);
        if (update != null) {
          into.add(update);
        }
      }
    }
  }

  private static boolean isOnLent(Effect effect) {
    MethodSummary helper = effect.calls().get(0).callee();
    return effect.calls().size() == 1
        && helper != null
        && helper.isHandedIn(effect.touch().location().path());
  }

  private @Nullable Update torn(MethodSummary body, Slot slot, Effect write, List<Effect> all) {
    Sources data = write.touch().value() == null ? Sources.NONE : write.touch().value().sources();
    for (Effect read : all) {
      int step = read.event().step();
      boolean byData = data.contains(step);
      boolean byControl = write.event().control().contains(step);
      if ((byData || byControl)
          && step != write.event().step()
          && read.touch().kind().reads()
          && read.location().overlaps(write.location())) {
        boolean absence = write.event().absence().contains(step) || read.touch().existence();
        return isWhole(body, read, write)
            ? null
            : new Update(body, read, write, slot, byData, absence);
      }
    }
    return null;
  }

  private boolean isWhole(MethodSummary body, Effect read, Effect write) {
    List<Guard> first = Lent.known(accesses.guards(body, read.guards())).guards();
    return accesses.guards(body, write.guards()).guards().stream()
        .anyMatch(guard -> first.stream().anyMatch(guard::holdsSince));
  }
}
