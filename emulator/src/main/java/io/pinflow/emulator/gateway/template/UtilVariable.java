package io.pinflow.emulator.gateway.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Base64;

/** {@code $util}: functions of text. Public because Velocity calls it. Thread-safe. */
public final class UtilVariable {

  private final JsonValues json;

  UtilVariable(JsonValues json) {
    this.json = json;
  }

  /**
   * Escapes by the rules of JavaScript strings. These make {@code \'} of a single quote and {@code
   * \/} of a slash, and the former is no valid JSON: templates which write JSON turn it back.
   */
  public String escapeJavaScript(Object value) {
    String text = text(value);
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      escape(text.charAt(i), escaped);
    }
    return escaped.toString();
  }

  private static void escape(char character, StringBuilder escaped) {
    switch (character) {
      case '\'', '"', '\\', '/' -> escaped.append('\\').append(character);
      case '\b' -> escaped.append("\\b");
      case '\n' -> escaped.append("\\n");
      case '\t' -> escaped.append("\\t");
      case '\f' -> escaped.append("\\f");
      case '\r' -> escaped.append("\\r");
      default -> {
        if (character >= ' ' && character <= '~') {
          escaped.append(character);
        } else {
          escaped.append(String.format("\\u%04X", (int) character));
        }
      }
    }
  }

  public Object parseJson(String text) {
    return json.read(text);
  }

  public String urlEncode(Object value) {
    return URLEncoder.encode(text(value), UTF_8);
  }

  public String urlDecode(Object value) {
    return URLDecoder.decode(text(value), UTF_8);
  }

  /** Base64 of the text in UTF-8. */
  public String base64Encode(Object value) {
    return Base64.getEncoder().encodeToString(text(value).getBytes(UTF_8));
  }

  public String base64Decode(Object value) {
    return new String(Base64.getDecoder().decode(text(value)), UTF_8);
  }

  private static String text(Object value) {
    return value == null ? "" : value.toString();
  }
}
