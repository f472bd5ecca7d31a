package io.pinflow.aws;

import java.nio.file.Path;

/**
 * Where the container images are built from, each in a folder of its own.
 *
 * @param root made by the Maven build: target/images
 */
record Images(Path root) {

  String folder(String image) {
    return root.resolve(image).toString();
  }
}
