package io.pinflow.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.PolicyStatement;

/**
 * Rights at a folder of the bucket, as the jobs and the S3 file system under them use it.
 *
 * <p>The file system keeps markers, empty objects whose names end in a slash: it writes one where
 * deleting leaves a folder empty, and deletes those above an object that it writes, up to the
 * bucket's root. The pattern {@code /*}{@code /} is these alone.
 */
final class FolderAccess {

  private static final String PROBES = "/_pinflow_probe_*";
  private static final List<String> WRITE = List.of("s3:PutObject", "s3:AbortMultipartUpload");

  private final LakeFolder folder;
  private final List<PolicyStatement> statements = new ArrayList<>();
  private final List<String> prefixes = new ArrayList<>();

  private FolderAccess(LakeFolder folder) {
    this.folder = folder;
  }

  /** Rights to try out a folder before a job starts, and to list it alone. */
  static FolderAccess of(LakeFolder folder) {
    FolderAccess access = new FolderAccess(folder);
    access.prefixes.addAll(List.of(folder.path(), folder.path() + '/', folder.path() + PROBES));
    access.allow(
        List.of("s3:GetObject", "s3:PutObject", "s3:DeleteObject"), folder.objects(PROBES));
    access.allow(List.of("s3:PutObject", "s3:DeleteObject"), folder.objects("/"));
    access.allow(List.of("s3:GetObject"), folder.objects(""));
    folder
        .parents()
        .forEach(parent -> access.allow(List.of("s3:DeleteObject"), parent.objects("/")));
    return access;
  }

  /** Objects below a child are read. */
  FolderAccess read(String child) {
    prefixes.add(folder.path() + child + "/*");
    allow(List.of("s3:GetObject"), folder.objects(child + "/*"));
    return this;
  }

  /** Objects below a child are read and written, in parts too; none but markers is deleted. */
  FolderAccess write(String child) {
    read(child);
    allow(WRITE, folder.objects(child + "/*"));
    allow(List.of("s3:DeleteObject"), folder.objects(child + "/"), folder.objects(child + "/*/"));
    return this;
  }

  /** Objects of these names are deleted too. */
  FolderAccess delete(String pattern) {
    allow(List.of("s3:DeleteObject"), folder.objects(pattern));
    return this;
  }

  List<PolicyStatement> statements() {
    List<PolicyStatement> all = new ArrayList<>(statements);
    all.add(
        PolicyStatement.Builder.create()
            .actions(List.of("s3:ListBucket"))
            .resources(List.of(folder.bucket().getBucketArn()))
            .conditions(Map.of("StringLike", Map.of("s3:prefix", prefixes)))
            .build());
    all.add(
        PolicyStatement.Builder.create()
            .actions(List.of("s3:GetBucketLocation"))
            .resources(List.of(folder.bucket().getBucketArn()))
            .build());
    return all;
  }

  private void allow(List<String> actions, String... resources) {
    statements.add(
        PolicyStatement.Builder.create().actions(actions).resources(List.of(resources)).build());
  }
}
