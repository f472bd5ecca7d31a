package io.pinflow.jobs.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** What a job on MSK needs to sign in by its role, in the jar as it was just packed. */
class MskIamAuthIT {

  private static final String MECHANISM = "AWS_MSK_IAM";
  private static final String LOGIN_MODULE = "software.amazon.msk.auth.iam.IAMLoginModule";
  private static final String CALLBACK_HANDLER =
      "software.amazon.msk.auth.iam.IAMClientCallbackHandler";

  private final ClassLoader before = Thread.currentThread().getContextClassLoader();
  private URLClassLoader jar;

  @BeforeEach
  void load() throws Exception {
    URL uber = new File(System.getProperty("uber.jar")).toURI().toURL();
    // The jar alone, and the one library of Flink's which the Kafka client asks for.
    URL slf4j = Logger.class.getProtectionDomain().getCodeSource().getLocation();
    jar = new URLClassLoader(new URL[] {uber, slf4j}, ClassLoader.getPlatformClassLoader());
    Thread.currentThread().setContextClassLoader(jar);
  }

  @AfterEach
  void unload() throws Exception {
    Thread.currentThread().setContextClassLoader(before);
    jar.close();
  }

  @Test
  void theConsumerTakesTheSettings() throws Exception {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", "127.0.0.1:1");
    settings.put("security.protocol", "SASL_SSL");
    settings.put("sasl.mechanism", MECHANISM);
    settings.put("sasl.jaas.config", LOGIN_MODULE + " required;");
    settings.put("sasl.client.callback.handler.class", CALLBACK_HANDLER);
    settings.put("key.deserializer", "org.apache.kafka.common.serialization.ByteArrayDeserializer");
    settings.put(
        "value.deserializer", "org.apache.kafka.common.serialization.ByteArrayDeserializer");

    Class<?> consumer = jar.loadClass("org.apache.kafka.clients.consumer.KafkaConsumer");
    try (AutoCloseable made =
        (AutoCloseable) consumer.getConstructor(Properties.class).newInstance(settings)) {
      assertThat(made.getClass().getClassLoader()).isSameAs(jar);
    }
  }

  @Test
  void signsWithTheCredentialsOfTheDefaultChain() throws Exception {
    Class.forName(LOGIN_MODULE, true, jar);
    Object handler = jar.loadClass(CALLBACK_HANDLER).getConstructor().newInstance();
    AppConfigurationEntry entry =
        new AppConfigurationEntry(
            LOGIN_MODULE, AppConfigurationEntry.LoginModuleControlFlag.REQUIRED, Map.of());
    handler
        .getClass()
        .getMethod("configure", Map.class, String.class, List.class)
        .invoke(handler, Map.of(), MECHANISM, List.of(entry));

    SaslClient client =
        Sasl.createSaslClient(
            new String[] {MECHANISM},
            null,
            "kafka",
            "boot-abc.c1.kafka-serverless.eu-west-1.amazonaws.com",
            Map.of(),
            (CallbackHandler) handler);

    assertThat(new String(client.evaluateChallenge(new byte[0]), UTF_8))
        .contains("\"action\":\"kafka-cluster:Connect\"")
        .contains("/eu-west-1/kafka-cluster/aws4_request")
        .contains("\"x-amz-signature\":");
    client.dispose();
  }
}
