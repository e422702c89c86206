package dev.interleave;

import dev.interleave.Lowering.Lowered;
import dev.interleave.cache.Places;
import dev.interleave.domain.Hierarchy;
import dev.interleave.finding.Confidence;
import dev.interleave.finding.Diagnostic;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Outcome;
import dev.interleave.finding.RuleInfo;
import dev.interleave.ir.ClassFacts.Trouble;
import dev.interleave.knowledge.Knowledge;
import dev.interleave.knowledge.KnowledgeReader;
import dev.interleave.link.Linked;
import dev.interleave.link.Program;
import dev.interleave.model.Waiver;
import dev.interleave.rules.CarriedAlong;
import dev.interleave.rules.Catalog;
import dev.interleave.rules.Rule;
import dev.interleave.summary.ClassSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The pipeline: lower, summarize, link, ask. */
public final class Analysis {
  private Analysis() {}

  /**
   * Analyses the input.
   *
   * @return findings and all that could not be read; never throws for bad input
   */
  public static Outcome run(Input input) {
    return run(input, Map.of());
  }

  /**
   * Analyses the input and classes that a host has at hand, as one program.
   *
   * @param atHand class files, each under a name that people know it by
   * @return findings and all that could not be read; never throws for bad input
   */
  public static Outcome run(Input input, Map<String, byte[]> atHand) {
    Targets targets = Targets.of(input);
    Memory memory = atHand.isEmpty() ? Memory.of(input, targets) : Memory.none();
    return memory.outcome().orElseGet(() -> analyse(input, targets, atHand, memory));
  }

  private static Outcome analyse(
      Input input, Targets targets, Map<String, byte[]> atHand, Memory memory) {
    List<Diagnostic> troubles = new ArrayList<>(targets.troubles());
    Knowledge knowledge = knowledge(input, troubles);
    ClassFiles files = ClassFiles.of(targets.targets(), atHand).with(input.instead());
    troubles.addAll(files.troubles());
    try (files;
        ClassPath path = ClassPath.of(files.found(), targets.classpath(), knowledge, troubles)) {
      Hierarchy hierarchy = new Hierarchy(path::supertypes);
      Workers workers = new Workers(input.threads());
      List<Unit> units =
          new SourceUnits(path, workers, troubles, memory.sources(path.symbols())).before(files);
      Summaries summaries = new Summaries(path, hierarchy, memory.facts(hierarchy, path.symbols()));
      Lowered lowered = new Lowering(summaries, hierarchy, workers, troubles).run(units);
      path.symbols().forget();
      List<ClassSummary> classes = lowered.classes();
      Outcome read = read(classes, troubles, files.emptyTargets());
      Waivers waivers = new Waivers(wishes(classes));
      Optional<List<Finding>> known = memory.findings(lowered.print());
      List<Finding> findings =
          known.isPresent()
              ? known.get()
              : ask(Linked.link(program(classes, hierarchy, knowledge)), input.rules());
      Outcome outcome = waivers.applied(read.with(findings), input.rules());
      memory.keep(lowered.print(), findings, outcome);
      return outcome;
    }
  }

  private static Knowledge knowledge(Input input, List<Diagnostic> troubles) {
    KnowledgeReader.Loaded loaded = KnowledgeReader.load(input.knowledge());
    for (String trouble : loaded.troubles()) {
      troubles.add(new Diagnostic(Diagnostic.Kind.INPUT, "knowledge", trouble, ""));
    }
    return loaded.knowledge();
  }

  /** Returns what there is to say before anything is asked. */
  private static Outcome read(List<ClassSummary> classes, List<Diagnostic> troubles, int empty) {
    classes.forEach(type -> type.troubles().forEach(it -> troubles.add(diagnostic(type, it))));
    int methods = classes.stream().mapToInt(type -> type.summaries().size()).sum();
    List<String> origins =
        classes.stream().map(ClassSummary::sourceFile).sorted().distinct().toList();
    return new Outcome(List.of(), List.of(), troubles, classes.size(), methods, empty, origins);
  }

  /** Linking puts other summaries in the place of many, and those from before can go. */
  private static Program program(
      List<ClassSummary> classes, Hierarchy hierarchy, Knowledge knowledge) {
    Program program = new Program(classes, hierarchy, knowledge);
    classes.clear();
    return program;
  }

  private static List<Finding> ask(Linked linked, Set<String> wanted) {
    List<Finding> findings = new ArrayList<>();
    for (Rule rule : Catalog.rules()) {
      if (wanted.isEmpty() || wanted.contains(rule.id())) {
        findings.addAll(rule.ask(linked));
      }
    }
    findings = new ArrayList<>(CarriedAlong.weighed(linked.program(), findings));
    findings.sort(null);
    return findings;
  }

  private static List<Waiver> wishes(List<ClassSummary> classes) {
    return classes.stream().flatMap(type -> type.waivers().stream()).toList();
  }

  private static Diagnostic diagnostic(ClassSummary type, Trouble trouble) {
    String method = type.ref().binaryName() + "." + trouble.method();
    return new Diagnostic(Diagnostic.Kind.METHOD, method, trouble.reason(), "");
  }

  /**
   * Leaves out what the sources say is not wanted, where they are at hand for class files.
   *
   * @param texts the text of a source file, by its name relative to its source root
   * @param asked the rules that were asked; empty means all
   */
  public static Outcome heed(
      Outcome outcome, Function<String, Optional<String>> texts, Set<String> asked) {
    return new AtHand(texts).waived(outcome, asked);
  }

  /**
   * Finds where exactly in the sources the places of findings from class files are.
   *
   * @param input what was analysed
   * @param least the least confidence of a finding that is worth it
   * @param texts the text of a source file, by its name relative to its source root
   */
  public static Outcome locate(
      Input input, Outcome outcome, Confidence least, Function<String, Optional<String>> texts) {
    Places places = Places.open(input.cache());
    Outcome exact = new AtHand(texts).exact(outcome, least, places);
    places.keep();
    return exact;
  }

  /** Returns every rule, in the order of the catalogue. */
  public static List<RuleInfo> rules() {
    return Catalog.infos();
  }
}
