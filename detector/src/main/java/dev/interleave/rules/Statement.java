package dev.interleave.rules;

import dev.interleave.domain.Term;
import dev.interleave.model.FieldRef;
import dev.interleave.model.MethodRef;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a statement of SQL does to one table, as far as its text tells.
 *
 * @param verb what it does
 * @param table the table, in lower case
 * @param protects whether the database keeps others out or checks by itself: a lock, a version, a
 *     value computed from the old one
 * @param counts whether only the number of rows that it changed tells if it did anything
 */
record Statement(Verb verb, String table, boolean protects, boolean counts) {
  private static final String NAME = "[\"'`\\[]?([\\w.$%{}]+)";
  private static final Pattern SELECT = Pattern.compile("^select\\b.*?\\bfrom\\s+" + NAME + ".*");
  private static final Pattern UPDATE =
      Pattern.compile("^update\\s+" + NAME + "\\S*\\s+(?:\\w+\\s+)?set\\s+(.*)$");
  private static final Pattern INSERT = Pattern.compile("^insert\\s+into\\s+" + NAME + "(.*)$");
  private static final Pattern ASSIGNED = Pattern.compile("(?:^|,)\\s*([\\w.]+)\\s*=");
  private static final Pattern PLACEHOLDER = Pattern.compile("%(?:\\d+\\$)?s|\\{\\d*\\}");
  private static final Pattern TABLE_NEXT =
      Pattern.compile("(?i)\\b(?:from|into|update)\\s+[\"'`\\[]?(?:[\\w{}]+\\.)?$");
  private static final Set<String> LOCKS = Set.of("for update", "updlock", "for no key update");
  private static final Set<String> ATOMIC =
      Set.of("on conflict", "on duplicate", "select ", "where");

  /** What it does. */
  enum Verb {
    /** Looks. */
    SELECT,
    /** Makes rows. */
    INSERT,
    /** Changes rows. */
    UPDATE
  }

  /** Returns the word for the table, without the prefix that is put in later. */
  String word() {
    return PLACEHOLDER.matcher(table).replaceAll("").replaceAll("[{}]", "");
  }

  /** Returns the statement in a term; empty when there is none or it does something else. */
  static Optional<Statement> in(Term term) {
    StringBuilder text = new StringBuilder();
    spell(term, text);
    String sql = text.toString().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").strip();
    int start = firstVerb(sql);
    return start < 0 ? Optional.empty() : parse(sql.substring(start));
  }

  private static int firstVerb(CharSequence sql) {
    Matcher verb = Pattern.compile("(?i)\\b(select|insert into|update)\\b").matcher(sql);
    return verb.find() ? verb.start() : -1;
  }

  private static void spell(Term term, StringBuilder text) {
    if (term.kind() == Term.Kind.CONSTANT) {
      text.append(term.label());
    } else if (TABLE_NEXT.matcher(text).find()) {
      text.append(tableIn(term));
    } else if (term.parts().isEmpty() || (term.method() != null && firstVerb(text) >= 0)) {
      text.append('?');
    } else {
      term.parts().forEach(part -> spell(part, text));
    }
  }

  /** A table whose name a field holds, or a method gives, goes by the name of that. */
  private static String tableIn(Term term) {
    List<FieldRef> fields = term.fields();
    if (!fields.isEmpty()) {
      return "{" + fields.get(fields.size() - 1).name() + "}";
    }
    MethodRef method = term.method();
    return method == null || term.parts().size() > 1 ? "?" : "{" + method.name() + "}";
  }

  private static Optional<Statement> parse(String sql) {
    return anyTable(sql).filter(said -> !PLACEHOLDER.matcher(said.table()).matches());
  }

  private static Optional<Statement> anyTable(String sql) {
    Matcher select = SELECT.matcher(sql);
    if (select.matches()) {
      boolean locks = LOCKS.stream().anyMatch(sql::contains);
      return Optional.of(new Statement(Verb.SELECT, select.group(1), locks, false));
    }
    Matcher update = UPDATE.matcher(sql);
    if (update.matches()) {
      return Optional.of(update(update.group(1), update.group(2)));
    }
    Matcher insert = INSERT.matcher(sql);
    if (insert.matches()) {
      boolean atomic = ATOMIC.stream().anyMatch(insert.group(2)::contains);
      return Optional.of(new Statement(Verb.INSERT, insert.group(1), atomic, false));
    }
    return Optional.empty();
  }

  /** A column that is compared and set, or computed from itself, decides in the database. */
  private static Statement update(String table, String assignments) {
    int where = assignments.indexOf(" where ");
    String set = where < 0 ? assignments : assignments.substring(0, where);
    String condition = where < 0 ? "" : assignments.substring(where);
    boolean fromItself = false;
    boolean compares = false;
    Matcher assigned = ASSIGNED.matcher(set);
    while (assigned.find()) {
      String column = Pattern.quote(assigned.group(1));
      String value = set.substring(assigned.end());
      int end = value.indexOf(',');
      fromItself |=
          Pattern.compile("\\b" + column + "\\b")
              .matcher(end < 0 ? value : value.substring(0, end))
              .find();
      compares |= Pattern.compile("\\b" + column + "\\b").matcher(condition).find();
    }
    return new Statement(Verb.UPDATE, table, fromItself || compares, compares);
  }
}
