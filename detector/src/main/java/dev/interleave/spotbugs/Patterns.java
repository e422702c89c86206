package dev.interleave.spotbugs;

import dev.interleave.Analysis;
import dev.interleave.finding.RuleInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The rules as SpotBugs knows them, its patterns. The build calls {@link #main} to put the three
 * files that describe a plugin beside the classes, so that the catalogue is written once.
 */
final class Patterns {
  /** Scary, in the words of SpotBugs; what rests on an assumption ranks behind. */
  private static final int RANK = 6;

  private Patterns() {}

  /** Returns the pattern of a rule, {@code INTERLEAVE_READ_MODIFY_WRITE}. */
  static String type(String rule) {
    return "INTERLEAVE_" + rule.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  /** Writes the files into a directory, for a version. */
  public static void main(String[] args) throws IOException {
    Path directory = Files.createDirectories(Path.of(args[0]));
    List<RuleInfo> rules = Analysis.rules();
    Files.writeString(directory.resolve("findbugs.xml"), plugin(rules, args[1]));
    Files.writeString(directory.resolve("messages.xml"), messages(rules));
    Files.writeString(directory.resolve("bugrank.txt"), ranks(rules));
  }

  static String plugin(List<RuleInfo> rules, String version) {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <FindbugsPlugin xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
            xsi:noNamespaceSchemaLocation="findbugsplugin.xsd"
            pluginid="dev.interleave" provider="Interleave" version="%s" defaultenabled="true">
          <Detector class="%s" speed="moderate" reports="%s"/>
          <BugCode abbrev="INTERLEAVE" cweid="362"/>
        %s</FindbugsPlugin>
        """
        .formatted(
            PageHtml.escape(version),
            InterleaveDetector.class.getName(),
            rules.stream().map(rule -> type(rule.id())).collect(Collectors.joining(",")),
            each(rules, Patterns::pattern));
  }

  private static String pattern(RuleInfo rule) {
    String cwe = rule.cwe() > 0 ? " cweid=\"" + rule.cwe() + "\"" : "";
    return """
          <BugPattern type="%s" abbrev="INTERLEAVE" category="MT_CORRECTNESS"%s/>
        """
        .formatted(type(rule.id()), cwe);
  }

  static String messages(List<RuleInfo> rules) {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <MessageCollection xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
            xsi:noNamespaceSchemaLocation="messagecollection.xsd">
          <Plugin>
            <ShortDescription>Interleave</ShortDescription>
            <Details>Finds the places where a program loses data because two threads interleave.</Details>
          </Plugin>
          <Detector class="%s">
            <Details>Looks at all classes together, after the last one: which code runs on which
            threads, which locks it holds, and which updates another thread can come between.</Details>
          </Detector>
        %s  <BugCode abbrev="INTERLEAVE">Data lost because two threads interleave</BugCode>
        </MessageCollection>
        """
        .formatted(InterleaveDetector.class.getName(), each(rules, Patterns::message));
  }

  /** The numbers are the parts of {@link Bug}: what, where and how. */
  private static String message(RuleInfo rule) {
    return """
          <BugPattern type="%s">
            <ShortDescription>%s</ShortDescription>
            <LongDescription>{2} {3} {4}</LongDescription>
            <Details>%s</Details>
          </BugPattern>
        """
        .formatted(
            type(rule.id()),
            PageHtml.escape(rule.title()),
            PageHtml.escape(PageHtml.of(rule.page())));
  }

  static String ranks(List<RuleInfo> rules) {
    return each(rules, rule -> RANK + " BugPattern " + type(rule.id()) + "\n");
  }

  private static String each(List<RuleInfo> rules, Function<RuleInfo, String> text) {
    return rules.stream().map(text).collect(Collectors.joining());
  }
}
