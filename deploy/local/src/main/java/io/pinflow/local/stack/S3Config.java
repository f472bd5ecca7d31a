package io.pinflow.local.stack;

/** The configuration of the S3 server. */
final class S3Config {

  private S3Config() {}

  static String properties(Home home, Ports ports, Credentials credentials) {
    String text =
        """
        # Rendered by pinflow at every start: changes are lost.
        s3proxy.endpoint=%1$s
        s3proxy.authorization=aws-v2-or-v4
        s3proxy.identity=%2$s
        s3proxy.credential=%3$s
        jclouds.provider=filesystem
        jclouds.identity=unused
        jclouds.credential=unused
        jclouds.filesystem.basedir=%4$s
        """;
    return text.formatted(
        ports.s3(),
        credentials.accessKey(),
        credentials.secretKey(),
        home.s3Data().toString().replace("\\", "\\\\"));
  }
}
