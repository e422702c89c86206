package dev.interleave.summary;

import dev.interleave.domain.Guard;
import dev.interleave.ir.Block;
import dev.interleave.ir.Body;
import dev.interleave.ir.Op;
import java.util.BitSet;
import java.util.List;

/**
 * What a body takes out of a field for itself: it reads the field and, within the same critical
 * section, puts something else in its place. From then on nobody finds it there.
 */
final class TakenOut {
  private final Body body;
  private final Values values;
  private final GuardFlow guards;
  private final BitSet taken = new BitSet();

  private TakenOut(Body body, Values values, GuardFlow guards) {
    this.body = body;
    this.values = values;
    this.guards = guards;
  }

  /** Returns the steps that read a field whose object is the body's own then. */
  static BitSet of(Body body, Values values, GuardFlow guards) {
    TakenOut out = new TakenOut(body, values, guards);
    boolean locked = guards.touchesLocks() || !guards.before(0).isEmpty();
    for (Block block : locked ? body.blocks() : List.<Block>of()) {
      out.find(block);
    }
    return out.taken;
  }

  private void find(Block block) {
    for (int step = block.first(); step < block.end(); step++) {
      if (body.ops().get(step) instanceof Op.Get get && get.field().descriptor().length() > 1) {
        for (int later = step + 1; later < block.end(); later++) {
          if (body.ops().get(later) instanceof Op.Put put && isInPlaceOf(get, step, put, later)) {
            taken.set(step);
          }
        }
      }
    }
  }

  private boolean isInPlaceOf(Op.Get get, int read, Op.Put put, int written) {
    boolean same =
        get.field().equals(put.field())
            && (get.object() == put.object()
                || (get.object() >= 0
                    && put.object() >= 0
                    && values.path(get.object()).equals(values.path(put.object()))));
    return same && !isFrom(put.value(), read) && sharesSection(read, written);
  }

  /** All but what stands between the two was there before the read, as what a phi joins. */
  private boolean isFrom(int value, int read) {
    return value == read
        || (value > read
            && body.ops().get(value) instanceof Op.Cast cast
            && cast.value() < value
            && isFrom(cast.value(), read));
  }

  private boolean sharesSection(int read, int written) {
    for (Guard guard : guards.before(read).guards()) {
      if (guard.mode() == Guard.Mode.EXCLUSIVE && guards.before(written).guards().contains(guard)) {
        return true;
      }
    }
    return false;
  }
}
