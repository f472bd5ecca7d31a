package io.pinflow.local.stack;

import io.pinflow.local.report.LocalErrors;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/** The keys of this stack's S3 server: random, made at first use, readable by the owner alone. */
public record Credentials(String accessKey, String secretKey) {

  private static final int SECRET_BYTES = 20;

  static Credentials of(Home home) {
    Path file = home.credentials();
    try {
      if (!Files.exists(file)) {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        PrivateFile.write(
            file, "access-key=pinflow\nsecret-key=" + HexFormat.of().formatHex(secret) + "\n");
      }
      Properties stored = new Properties();
      try (Reader reader = Files.newBufferedReader(file)) {
        stored.load(reader);
      }
      return new Credentials(stored.getProperty("access-key"), stored.getProperty("secret-key"));
    } catch (IOException e) {
      throw LocalErrors.io("reading the S3 keys in " + file, e);
    }
  }

  /** Never shows the secret. */
  @Override
  public String toString() {
    return "Credentials[" + accessKey + ", ***]";
  }
}
