package dev.interleave.review;

import dev.interleave.finding.Confidence;
import dev.interleave.finding.Evidence;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Site;
import dev.interleave.model.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The findings that concern a change: it touches their places, or the calls that lead there. */
public final class Review {
  private static final int FARTHEST_HEAD = 200;

  private final Diff diff;
  private final Lines sources;

  /** Where lines of source come from. */
  @FunctionalInterface
  public interface Lines {
    /** Returns a line, from 1, of a file relative to its source root. */
    Optional<String> line(String sourceFile, int line);
  }

  public Review(Diff diff, Lines sources) {
    this.diff = diff;
    this.sources = sources;
  }

  /**
   * What is told of a change.
   *
   * @param findings that concern it, in order, with the changed place first
   * @param notes about the change and what is left out, one line each
   */
  public record Told(List<Finding> findings, List<String> notes) {}

  /**
   * Returns what is told of the change.
   *
   * @param all every finding of now
   * @param isNew whether one was not there before, so that it is told wherever it is
   */
  public Told of(List<Finding> all, Predicate<Finding> isNew) {
    Map<Finding, Finding> surer = new Unguarded(diff, sources).of(all, this::methods, isNew);
    List<Finding> told = new ArrayList<>();
    List<Finding> left = new ArrayList<>();
    int untouched = 0;
    for (Finding finding : all) {
      Finding its = surer.getOrDefault(finding, finding);
      Optional<Finding> concerned = concerned(its);
      if (concerned.isPresent()) {
        told.add(concerned.get());
      } else if (isNew.test(finding)) {
        told.add(its);
        untouched++;
      } else {
        left.add(finding);
      }
    }
    told.sort(null);
    return new Told(told, notes(untouched, left));
  }

  private List<String> notes(int untouched, List<Finding> left) {
    List<String> notes = new ArrayList<>();
    diff.notes().forEach(note -> notes.add("note: " + note));
    if (diff.isEmpty()) {
      notes.add("note: the change touches no file");
    }
    if (untouched > 0) {
      notes.add("note: the change itself touches none of the places of " + untouched + " new ones");
    }
    long low = left.stream().filter(one -> one.confidence() == Confidence.LOW).count();
    String others = (left.size() - low) + " findings elsewhere are left out";
    notes.add(low == 0 ? others : others + ", and " + low + " of low confidence");
    return notes;
  }

  /** Returns the finding with the changed place first; empty when the change is elsewhere. */
  public Optional<Finding> concerned(Finding finding) {
    List<Site> sites = finding.sites();
    for (int i = 0; i < sites.size(); i++) {
      if (isChanged(sites.get(i).place())) {
        return Optional.of(finding.startingAt(i));
      }
    }
    for (int i = 0; i < sites.size(); i++) {
      if (sites.get(i).trace().stream().anyMatch(this::isChanged)) {
        return Optional.of(finding.startingAt(i));
      }
    }
    for (Evidence why : finding.evidence()) {
      if (why.at() != null && isChanged(why.at().place())) {
        return Optional.of(finding.startingAt(why.at()));
      }
    }
    return methods(finding).stream().anyMatch(this::touches)
        ? Optional.of(finding)
        : Optional.empty();
  }

  private boolean isChanged(Place place) {
    int line = place.span().line();
    return diff.touches(place.sourceFile(), line, Math.max(line, place.span().endLine()));
  }

  /** A stretch of a source file. */
  record Stretch(String file, int from, int to) {}

  /** Where the lines are that decide under which guards a finding's places are. */
  @FunctionalInterface
  interface Stretches {
    List<Stretch> of(Finding finding);
  }

  private boolean touches(Stretch stretch) {
    return diff.touches(stretch.file(), stretch.from(), stretch.to());
  }

  /** From the head of each method to its last place: a lock that is gone stood in between. */
  private List<Stretch> methods(Finding finding) {
    List<Stretch> stretches = new ArrayList<>();
    for (Site site : finding.sites()) {
      Place place = site.place();
      if (place.span().line() > 0 && diff.touches(place.sourceFile(), 1, Integer.MAX_VALUE)) {
        stretches.add(new Stretch(place.sourceFile(), head(place), place.span().line()));
      }
    }
    return stretches;
  }

  /** The line that declares the place's method, as far as the text tells; else the place's own. */
  private int head(Place place) {
    String name = place.method().sourceName();
    Pattern declaration = Pattern.compile("[\\w>\\]]\\s+" + Pattern.quote(name) + "\\s*\\([^;]*$");
    int line = place.span().line();
    for (int i = line; i > Math.max(0, line - FARTHEST_HEAD); i--) {
      String text = sources.line(place.sourceFile(), i).orElse("");
      if (declaration.matcher(text).find()
          && !text.strip().matches("(return|new|throw|else)\\b.*")) {
        return i;
      }
    }
    return line;
  }
}
