package io.pinflow.local.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SqlScriptTest {

  @Test
  void splitsAtSemicolonsOutsideTextsNamesAndComments() {
    assertThat(texts("-- a;b\nSELECT 'x;''y;' AS `a;b` /* c;d */ FROM t; -- e;\n\nSELECT 2"))
        .containsExactly("SELECT 'x;''y;' AS `a;b` /* c;d */ FROM t", "SELECT 2");
  }

  @Test
  void namesTheLineOnWhichAStatementBegins() {
    List<SqlScript.Statement> statements =
        SqlScript.split("-- head\n\nSELECT 1;\n/* x\n */ SELECT\n 2;", "q.sql");
    assertThat(statements)
        .extracting(SqlScript.Statement::place)
        .containsExactly("q.sql:3", "q.sql:5");
  }

  @Test
  void keepsAStatementSetTogether() {
    String set =
        "EXECUTE STATEMENT SET BEGIN\nINSERT INTO a SELECT 1;\nINSERT INTO b SELECT ';END';\nEND";
    assertThat(texts("SET 'a'='b';\n" + set + ";\nSELECT 1;"))
        .containsExactly("SET 'a'='b'", set, "SELECT 1");
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
    return SqlScript.split(script, "q.sql").stream().map(SqlScript.Statement::text).toList();
  }
}
