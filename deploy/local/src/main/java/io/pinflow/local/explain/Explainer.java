package io.pinflow.local.explain;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.pinflow.schema.CleanRowJson;
import io.pinflow.schema.Cleaner;
import io.pinflow.schema.CleaningFailure;
import io.pinflow.schema.CleaningLimits;
import io.pinflow.schema.CleaningResult;
import io.pinflow.schema.RecordKind;
import io.pinflow.schema.Rules;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * Tells what becomes of each raw record, with the cleaner the jobs use: one line of JSON for each
 * line read, in the same order. Whether a clean row is a duplicate depends on what was accepted
 * before it and is not told.
 */
public final class Explainer {

  private final Cleaner cleaner;

  public Explainer(RecordKind kind) {
    this.cleaner = new Cleaner(kind, CleaningLimits.defaults());
  }

  /** Reads to the end of the input, or until nobody reads the output any more. */
  public void explain(InputStream in, PrintStream out) throws IOException {
    LineReader lines = new LineReader(in);
    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    JsonFactory factory = JsonFactory.builder().build();
    try (JsonGenerator json = factory.createGenerator(text)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.setRootValueSeparator(null);
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        write(cleaner.clean(line), json);
        json.writeRaw('\n');
        if (lines.isDrained()) {
          json.flush();
          if (out.checkError()) {
            return;
          }
        }
      }
    }
    text.flush();
    out.flush();
  }

  private static void write(CleaningResult result, JsonGenerator json) throws IOException {
    json.writeStartObject();
    if (result.isClean()) {
      json.writeStringField("outcome", "clean");
      json.writeFieldName("row");
      CleanRowJson.write(result.row(), json);
      json.writeArrayFieldStart("rules");
      for (String rule : Rules.idsOf(result.row().firedRules())) {
        json.writeString(rule);
      }
      json.writeEndArray();
    } else {
      CleaningFailure failure = result.failure();
      json.writeStringField("outcome", "quarantined");
      json.writeStringField("code", failure.code().id());
      json.writeStringField("field", failure.field());
      json.writeStringField("message", failure.message());
    }
    json.writeEndObject();
  }
}
