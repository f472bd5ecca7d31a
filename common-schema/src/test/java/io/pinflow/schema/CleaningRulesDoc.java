package io.pinflow.schema;

import java.util.List;
import java.util.stream.Collectors;

/** Writes {@code docs/cleaning-rules.md} from the rules, the tables and the failure codes. */
final class CleaningRulesDoc {
  private final StringBuilder text = new StringBuilder();

  static String render() {
    CleaningRulesDoc doc = new CleaningRulesDoc();
    doc.intro();
    for (RecordKind kind : RecordKind.values()) {
      doc.table(kind);
    }
    doc.definitions();
    doc.failures();
    return doc.text.toString();
  }

  private void intro() {
    line("# Cleaning rules");
    line("");
    line("<!-- Generated from the code by CleaningRulesDocTest; do not edit. -->");
    line("");
    line("What becomes of every field of a record. Every value of the input ends in its column,");
    line("in `rescued` (a JSON object of the original names and values), is replaced by a rule");
    line("named here, or stays in the payload of a quarantined record. Rule ids are stable: the");
    line("counters of the cleaning job and `pinflow explain` name rules by them.");
  }

  private void table(RecordKind kind) {
    line("");
    line("## " + kind.tableName());
    line("");
    line("| column | type | read from | accepts | required | rules, in order |");
    line("| --- | --- | --- | --- | --- | --- |");
    for (ColumnRules column : CleaningRules.of(kind)) {
      line(
          "| "
              + String.join(
                  " | ",
                  column.column() == null ? "not stored" : code(column.column()),
                  type(kind, column),
                  codes(column.wireFields()),
                  column.accepts(),
                  column.isRequired() ? "yes" : "",
                  codes(column.rules().stream().map(Rule::id).collect(Collectors.toList())))
              + " |");
    }
    line("");
    line("| rule | effect |");
    line("| --- | --- |");
    CleaningRules.of(kind).stream()
        .flatMap(column -> column.rules().stream())
        .distinct()
        .forEach(rule -> line("| " + code(rule.id()) + " | " + rule.effect() + " |"));
  }

  private void definitions() {
    line("");
    line("## What the words mean");
    line("");
    line("- **Text is kept byte for byte**: no trimming, no change of case, no normalization.");
    line("- **Blank** is a text without characters, or of only Unicode separators (all spaces,");
    line("  also no-break ones), control characters, and U+200B, U+2060 and U+FEFF.");
    line("- **Exactly** means the whole field: a junk text inside a longer one stays.");
    line("- **Null counts as absent**, for known fields; an unknown field which is null is");
    line("  rescued as null.");
    line("- **Nothing is converted between JSON types**: a required number in quotes is");
    line("  quarantined; an optional text which is a number is rescued. An integer is written");
    line("  without fraction and exponent. `follower_count` alone may be a string or a number.");
    line(
        "- **A name that occurs twice** in one record quarantines it, known or not: JSON does not");
    line("  say which one counts. `index` and `ind` together are fine if they are equal.");
    line(
        "- **Rescued values** are kept as they were written, numbers digit for digit, in the order");
    line("  of the record; white space between them is not kept.");
    line("- **UTF-8** is checked strictly. One byte order mark at the start is skipped.");
  }

  private void failures() {
    line("");
    line("## Quarantine");
    line("");
    line(
        "Of several failures the first in this order counts: the record as a whole, a name twice,");
    line("the key, then the required fields in the order of the table.");
    line("");
    line("| code | reason |");
    line("| --- | --- |");
    for (FailureCode code : FailureCode.values()) {
      line("| " + code(code.id()) + " | " + code.description() + " |");
    }
    line("");
    line(
        "Limits by default: "
            + CleaningLimits.DEFAULT_MAX_PAYLOAD_BYTES
            + " bytes a payload, "
            + CleaningLimits.DEFAULT_MAX_NESTING_DEPTH
            + " levels of nesting, the record itself being the first.");
  }

  private static String type(RecordKind kind, ColumnRules column) {
    return TableSchema.of(kind).columns().stream()
        .filter(c -> c.name().equals(column.column()))
        .map(c -> c.type().toString())
        .collect(Collectors.joining());
  }

  private static String codes(List<String> names) {
    return names.stream().map(CleaningRulesDoc::code).collect(Collectors.joining(", "));
  }

  private static String code(String name) {
    return '`' + name + '`';
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
