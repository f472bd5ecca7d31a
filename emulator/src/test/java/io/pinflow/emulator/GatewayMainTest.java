package io.pinflow.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.emulator.error.EmulatorException;
import io.pinflow.emulator.gateway.ApiConfig;
import io.pinflow.emulator.gateway.GatewayConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayMainTest {

  @Test
  void readsItsArguments() {
    String[] arguments = {
      "--port", "0",
      "--bootstrap-servers", "127.0.0.1:1,127.0.0.1:2",
      "--max-request-bytes", "1000",
      "--broker-timeout-ms", "2500",
      "--host", "localhost",
      "--kinesis-endpoint", "http://127.0.0.1:4567",
      "--region", "eu-west-1",
      "--api", "my.yaml",
      "--api-key-file", "key.txt"
    };

    assertThat(GatewayMain.config(arguments))
        .isEqualTo(
            new GatewayConfig(
                "localhost",
                0,
                "127.0.0.1:1,127.0.0.1:2",
                1000,
                Duration.ofMillis(2500),
                new ApiConfig(
                    URI.create("http://127.0.0.1:4567"),
                    "eu-west-1",
                    Path.of("my.yaml"),
                    Path.of("key.txt"))));
  }

  @Test
  void listensOnTheLocalAddressByDefault() {
    assertThat(GatewayMain.config(new String[] {"--bootstrap-servers", "k:1"}))
        .isEqualTo(GatewayConfig.of(8082, "k:1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--port 1 | Argument --bootstrap-servers is missing",
        "--bootstrap-servers | Argument --bootstrap-servers needs a value",
        "--bootstrap-servers k:1 --prot 1 | Unknown argument '--prot'",
        "--bootstrap-servers k:1 --port x | Invalid --port 'x'",
        "--bootstrap-servers k:1 --port 70000 | Invalid port '70000'",
        "--bootstrap-servers k:1 --max-request-bytes 0 | Invalid largest request '0'",
        "--bootstrap-servers k:1 --kinesis-endpoint 127.0.0.1:4567 | Invalid --kinesis-endpoint",
        "--bootstrap-servers k:1 --kinesis-endpoint kinesis | Invalid Kinesis endpoint 'kinesis'",
        "--bootstrap-servers k:1 --broker-timeout-ms 1 | Invalid broker timeout 'PT0.001S'",
      })
  void namesTheArgumentThatIsWrong(String arguments, String message) {
    assertThatThrownBy(() -> GatewayMain.config(arguments.split(" ", -1)))
        .isInstanceOf(EmulatorException.class)
        .hasMessageStartingWith(message);
  }
}
