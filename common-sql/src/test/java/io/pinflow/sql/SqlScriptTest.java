package io.pinflow.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SqlScriptTest {

  @Test
  void splitsAtSemicolonsOutsideTextsNamesAndComments() {
    assertThat(texts("-- a;b\nSELECT 'x;''y;' AS `a;b` /* c;d */ FROM t; -- e;\n\nSELECT 2"))
        .containsExactly("SELECT 'x;''y;' AS `a;b` /* c;d */ FROM t", "SELECT 2");
  }

  @Test
  void namesTheLineOnWhichAStatementBegins() {
    List<SqlStatement> statements =
        SqlScript.split("-- head\n\nSELECT 1;\n/* x\n */ SELECT\n 2;", "q.sql");
    assertThat(statements).extracting(SqlStatement::place).containsExactly("q.sql:3", "q.sql:5");
  }

  @Test
  void keepsAStatementSetTogether() {
    String set =
        "EXECUTE STATEMENT SET BEGIN\nINSERT INTO a SELECT 1;\nINSERT INTO b SELECT ';END';\nEND";
    assertThat(texts("SET 'a'='b';\n" + set + ";\nSELECT 1;"))
        .containsExactly("SET 'a'='b'", set, "SELECT 1");
  }

  @Test
  void takesAStatementSetApart() {
    List<SqlStatement> set =
        SqlScript.split(
            "SELECT 0;\nEXECUTE STATEMENT SET\nBEGIN\nINSERT INTO a SELECT 1;\n\n-- x;\n"
                + "INSERT INTO b SELECT ';END';\nEND;",
            "q.sql");
    assertThat(SqlScript.ofSet(set.get(1)))
        .extracting(SqlStatement::toString)
        .containsExactly("q.sql:4: INSERT INTO a SELECT 1", "q.sql:7: INSERT INTO b SELECT ';END'");
    assertThat(SqlScript.ofSet(set.get(0))).containsExactly(set.get(0));
  }

  @Test
  void splitsAnInteractiveStatementSetLikeTheSqlClient() {
    assertThat(texts("BEGIN STATEMENT SET; INSERT INTO a SELECT 1; END;"))
        .containsExactly("BEGIN STATEMENT SET", "INSERT INTO a SELECT 1", "END");
  }

  @Test
  void keepsHints() {
    assertThat(texts("SELECT /*+ OPTIONS('a'=';') */ 1;"))
        .containsExactly("SELECT /*+ OPTIONS('a'=';') */ 1");
  }

  @Test
  void findsNothingInEmptyStatements() {
    assertThat(texts(" ;; -- only this\n ; /* and this */")).isEmpty();
  }

  private static List<String> texts(String script) {
    return SqlScript.split(script, "q.sql").stream()
        .map(SqlStatement::text)
        .collect(Collectors.toList());
  }
}
