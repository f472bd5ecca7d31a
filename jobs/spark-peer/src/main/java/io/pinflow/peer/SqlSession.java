package io.pinflow.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Iterator;

/**
 * Runs one SQL statement per line of input, each in base64, in one Spark session, until the input
 * ends. Answers with the rows, one JSON object a line behind {@code "ROW "}, then a line {@code OK}
 * or {@code "ERROR "} and the base64 of what went wrong. {@code NOOP SELECT ...} runs a query to
 * its last row and answers with none.
 */
final class SqlSession {

  private static final String NOOP = "NOOP ";

  private final SparkReader reader;
  private final PrintStream replies;

  SqlSession(SparkReader reader, PrintStream replies) {
    this.reader = reader;
    this.replies = replies;
  }

  void run(BufferedReader statements) throws IOException {
    for (String line = statements.readLine(); line != null; line = statements.readLine()) {
      String sql = new String(Base64.getDecoder().decode(line), StandardCharsets.UTF_8);
      try {
        if (sql.startsWith(NOOP)) {
          reader.discard(sql.substring(NOOP.length()));
        } else {
          for (Iterator<String> rows = reader.json(sql); rows.hasNext(); ) {
            reply("ROW " + rows.next());
          }
        }
        reply("OK");
      } catch (Exception e) {
        String message = e.toString();
        reply(
            "ERROR "
                + Base64.getEncoder().encodeToString(message.getBytes(StandardCharsets.UTF_8)));
      }
      replies.flush();
    }
  }

  private void reply(String line) {
    replies.print(line);
    replies.print('\n');
  }
}
