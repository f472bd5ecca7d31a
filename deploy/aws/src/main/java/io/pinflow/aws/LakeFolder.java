package io.pinflow.aws;

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

  LakeFolder child(String name) {
    return new LakeFolder(bucket, path + '/' + name);
  }
}
