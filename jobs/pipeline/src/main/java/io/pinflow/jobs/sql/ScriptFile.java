package io.pinflow.jobs.sql;

import io.pinflow.jobs.config.JobErrors;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.core.fs.Path;

/** The text of a script, wherever it lies. */
final class ScriptFile {

  private static final String CLASSPATH = "classpath:";

  private ScriptFile() {}

  static String read(String script) {
    try (InputStream in = open(script)) {
      // A decoder of its own refuses what is not UTF-8; String would put in another character.
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(in.readAllBytes()))
          .toString();
    } catch (CharacterCodingException e) {
      throw JobErrors.unreadableScript(script, "it is not UTF-8 text", e);
    } catch (FileNotFoundException e) {
      throw JobErrors.unreadableScript(script, "there is no such file", e);
    } catch (IOException | IllegalArgumentException e) {
      throw JobErrors.unreadableScript(script, String.valueOf(e.getMessage()), e);
    }
  }

  private static InputStream open(String script) throws IOException {
    if (!script.startsWith(CLASSPATH)) {
      Path path = new Path(script);
      return path.getFileSystem().open(path);
    }
    String name = script.substring(CLASSPATH.length());
    InputStream in = ScriptFile.class.getClassLoader().getResourceAsStream(name);
    if (in == null) {
      throw new FileNotFoundException(name);
    }
    return in;
  }
}
