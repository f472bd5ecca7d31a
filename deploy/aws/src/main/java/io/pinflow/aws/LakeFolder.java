package io.pinflow.aws;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.services.s3.IBucket;

/**
 * A folder of the bucket.
 *
 * @param path without slashes at its ends
 */
record LakeFolder(IBucket bucket, String path) {

  String uri() {
    return "s3://" + bucket.getBucketName() + '/' + path;
  }

  /** The ARN of objects in it. */
  String objects(String pattern) {
    return bucket.arnForObjects(path + pattern);
  }

  /** The folders which it lies in, the nearest first. */
  List<LakeFolder> parents() {
    List<LakeFolder> parents = new ArrayList<>();
    for (int end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      parents.add(new LakeFolder(bucket, path.substring(0, end)));
    }
    return parents;
  }

  LakeFolder child(String name) {
    return new LakeFolder(bucket, path + '/' + name);
  }
}
