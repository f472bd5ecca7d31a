package io.pinflow.jobs.doctor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** A finding as a line of JSON, for other programs. */
public final class FindingLine {

  private static final JsonFactory JSON = new JsonFactory();

  private FindingLine() {}

  public static String of(Finding finding) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("state", finding.state().name());
      json.writeStringField("what", finding.what());
      json.writeStringField("detail", finding.detail());
      json.writeStringField("remedy", finding.remedy());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
