package io.pinflow.jobs.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Property groups as Amazon Managed Service for Apache Flink keeps them: named groups of keys and
 * values. {@value #SHARED_GROUP} holds settings of any job (and {@code job}, its name), a group
 * named like a job holds settings of that job, and a group named like a map option holds entries of
 * it.
 */
final class PropertyGroups {

  /** The group every job reads. */
  static final String SHARED_GROUP = "pinflow";

  private final String origin;
  private final Map<String, Map<String, String>> groups;

  PropertyGroups(String origin, Map<String, Map<String, String>> groups) {
    this.origin = origin;
    this.groups = groups;
  }

  /**
   * Reads a file in the service's JSON form.
   *
   * @throws ConfigurationException if the file is missing, or not of that form
   */
  static PropertyGroups ofFile(String file) {
    try (JsonParser json = new JsonFactory().createParser(Files.readAllBytes(Path.of(file)))) {
      PropertyGroups groups = new PropertyGroups(file, new LinkedHashMap<>());
      groups.read(json);
      return groups;
    } catch (NoSuchFileException | InvalidPathException e) {
      throw JobErrors.unreadableFile(file, "there is no such file");
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw JobErrors.unreadableFile(file, "line " + line + ": " + e.getOriginalMessage());
    } catch (IOException e) {
      throw JobErrors.unreadableFile(file, String.valueOf(e.getMessage()));
    }
  }

  /** Where the groups come from. */
  String origin() {
    return origin;
  }

  Map<String, Map<String, String>> groups() {
    return groups;
  }

  /** The group every job reads, empty if it is not there. */
  Map<String, String> shared() {
    return groups.getOrDefault(SHARED_GROUP, Map.of());
  }

  private void read(JsonParser json) throws IOException {
    expect(json, json.nextToken(), JsonToken.START_ARRAY, "a list of property groups");
    while (json.nextToken() != JsonToken.END_ARRAY) {
      expect(json, json.currentToken(), JsonToken.START_OBJECT, "a property group");
      readGroup(json);
    }
    if (json.nextToken() != null) {
      throw new IOException("there is more after the list of property groups");
    }
  }

  private void readGroup(JsonParser json) throws IOException {
    String name = null;
    Map<String, String> properties = new LinkedHashMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      if (field.equals("PropertyGroupId")) {
        expect(json, value, JsonToken.VALUE_STRING, "the name of a group");
        name = json.getText();
      } else if (field.equals("PropertyMap")) {
        expect(json, value, JsonToken.START_OBJECT, "the properties of a group");
        readProperties(json, properties);
      } else {
        throw new IOException("a property group has no field '" + field + "'");
      }
    }
    if (name == null) {
      throw new IOException("a property group has no PropertyGroupId");
    }
    groups.computeIfAbsent(name, group -> new LinkedHashMap<>()).putAll(properties);
  }

  private static void readProperties(JsonParser json, Map<String, String> properties)
      throws IOException {
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String key = json.currentName();
      JsonToken value = json.nextToken();
      if (!value.isScalarValue() || value == JsonToken.VALUE_NULL) {
        throw new IOException("the property '" + key + "' is not a plain value");
      }
      properties.put(key, json.getText());
    }
  }

  private static void expect(JsonParser json, JsonToken token, JsonToken expected, String what)
      throws IOException {
    if (token != expected) {
      int line = json.currentLocation().getLineNr();
      throw new IOException("line " + line + ": expected " + what);
    }
  }
}
