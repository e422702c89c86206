package dev.interleave;

import dev.interleave.finding.Confidence;
import dev.interleave.finding.Diagnostic;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Outcome;
import dev.interleave.report.SourceLookup;
import dev.interleave.review.ChangedFile;
import dev.interleave.review.ChangedFile.Text;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The findings that a change brought, wherever they are. What was there before is found without a
 * build: the changed files' texts of before stand for what the targets hold of them. A finding
 * counts as new only if the same look at the texts of now has it, so that it makes no difference
 * whether a file is seen as class file or as source.
 */
public final class NewFindings implements Predicate<Finding> {
  private final Input input;
  private final Confidence least;
  private final List<ChangedFile> files;
  private final Set<String> unread = new TreeSet<>();
  private @Nullable Known before;
  private @Nullable Known now;

  /**
   * Findings of one side.
   *
   * @param sureness by fingerprint
   * @param likenesses what they are, whatever their class is called
   * @param troubles what could not be read, by file
   */
  private record Known(
      Map<String, Confidence> sureness, Set<String> likenesses, Map<String, Set<String>> troubles) {
    boolean has(Finding finding, Confidence least) {
      Confidence its = sureness.get(finding.fingerprint());
      Confidence enough = finding.confidence().compareTo(least) < 0 ? finding.confidence() : least;
      return its != null && its.compareTo(enough) >= 0;
    }
  }

  /**
   * Looks at nothing until it is asked.
   *
   * @param input what was analysed
   * @param outcome what came of it
   * @param least the least confidence of a finding that counts
   * @param sources where the sources of the input are
   * @param changed the files of the change
   */
  public NewFindings(
      Input input,
      Outcome outcome,
      Confidence least,
      SourceLookup sources,
      List<ChangedFile> changed) {
    this.input = input;
    this.least = least;
    this.files = ofInput(outcome, sources, changed);
  }

  /** A change also has files that nobody looks at here, such as tests. */
  private static List<ChangedFile> ofInput(
      Outcome outcome, SourceLookup sources, List<ChangedFile> changed) {
    Set<String> known = new HashSet<>(outcome.sourceFiles());
    Set<Path> roots = new HashSet<>();
    for (String file : known) {
      sources.file(file).map(path -> root(path, file)).ifPresent(roots::add);
    }
    List<ChangedFile> its = new ArrayList<>();
    for (ChangedFile file : changed) {
      boolean isKnown = file.now().filter(text -> known.contains(text.sourceFile())).isPresent();
      boolean wasThere = file.before().flatMap(Text::root).filter(roots::contains).isPresent();
      if (isKnown || wasThere) {
        its.add(file);
      }
    }
    return its;
  }

  private static Path root(Path path, String sourceFile) {
    Path root = real(path);
    for (int i = Path.of(sourceFile).getNameCount(); i > 0 && root.getParent() != null; i--) {
      root = root.getParent();
    }
    return root;
  }

  /** Git tells paths without symbolic links. */
  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException gone) {
      return path.toAbsolutePath().normalize();
    }
  }

  @Override
  public boolean test(Finding finding) {
    if (files.isEmpty() || before().has(finding, least) || wasRenamed(finding)) {
      return false;
    }
    return now().has(finding, least)
        && finding.sites().stream().noneMatch(site -> isUnread(site.place().sourceFile()));
  }

  /** What cannot be read on either side makes no difference between them. */
  private boolean isUnread(String file) {
    Set<String> troubles = before().troubles().getOrDefault(file, Set.of());
    boolean is = !now().troubles().getOrDefault(file, Set.of()).containsAll(troubles);
    if (is) {
      unread.add(file);
    }
    return is;
  }

  /** Returns what could not be told, one line each; complete after all findings were tested. */
  public List<String> notes() {
    return unread.stream()
        .map(
            file ->
                file + " cannot be read in full as it was before; what is new there is not told")
        .toList();
  }

  private Known before() {
    Known known = before;
    if (known == null) {
      known = known(run(ChangedFile::before, ChangedFile::now));
      before = known;
    }
    return known;
  }

  private Known now() {
    Known known = now;
    if (known == null) {
      known = known(run(ChangedFile::now, ChangedFile::before));
      now = known;
    }
    return known;
  }

  private Outcome run(
      Function<ChangedFile, Optional<Text>> side, Function<ChangedFile, Optional<Text>> other) {
    Map<String, String> texts = new TreeMap<>();
    texts(other).keySet().forEach(gone -> texts.put(gone, ""));
    texts.putAll(texts(side));
    return Analysis.run(input.with(texts));
  }

  private Map<String, String> texts(Function<ChangedFile, Optional<Text>> side) {
    Map<String, String> texts = new TreeMap<>();
    for (ChangedFile file : files) {
      side.apply(file).ifPresent(text -> texts.put(text.sourceFile(), text.content()));
    }
    return texts;
  }

  private static Known known(Outcome outcome) {
    Map<String, Confidence> sureness = new HashMap<>();
    Set<String> likenesses = new HashSet<>();
    for (Finding finding : outcome.findings()) {
      sureness.merge(finding.fingerprint(), finding.confidence(), NewFindings::surer);
      likenesses.add(likeness(finding, file(finding)));
    }
    Map<String, Set<String>> troubles = new HashMap<>();
    for (Diagnostic one : outcome.diagnostics()) {
      if (one.kind() == Diagnostic.Kind.SOURCE_FILE) {
        String file = one.subject().replaceFirst(":\\d+$", "");
        troubles.computeIfAbsent(file, name -> new HashSet<>()).add(one.message());
      }
    }
    return new Known(sureness, likenesses, troubles);
  }

  private static Confidence surer(Confidence one, Confidence other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  /** A class that is called otherwise since has other fingerprints. */
  private boolean wasRenamed(Finding finding) {
    return files.stream()
        .filter(
            file -> file.now().filter(text -> text.sourceFile().equals(file(finding))).isPresent())
        .map(file -> file.before().map(Text::sourceFile).orElse(null))
        .filter(Objects::nonNull)
        .anyMatch(name -> before().likenesses().contains(likeness(finding, name)));
  }

  private static String file(Finding finding) {
    return finding.primary().place().sourceFile();
  }

  private static String likeness(Finding finding, String file) {
    String method = finding.primary().place().method().name();
    return String.join("\n", file, finding.rule(), finding.title(), method);
  }
}
