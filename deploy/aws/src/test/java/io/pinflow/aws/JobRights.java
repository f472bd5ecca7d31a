package io.pinflow.aws;

import io.pinflow.aws.Policies.Right;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The rights of a job's role, each of one action and one resource or prefix of a listing. */
record JobRights(List<Right> rights) {

  /** Of the role of a job's application. */
  static JobRights of(Policies policies, String job) {
    return new JobRights(
        policies
            .all()
            .filter(right -> right.role().equals(job + "Role"))
            .flatMap(JobRights::byPrefix)
            .toList());
  }

  private static Stream<Right> byPrefix(Right right) {
    return right.prefixes().isEmpty()
        ? Stream.of(right)
        : right.prefixes().stream()
            .map(
                prefix ->
                    new Right(
                        right.role(),
                        right.action(),
                        right.resource() + "?prefix=" + prefix,
                        List.of()));
  }

  JobRights without(Right right) {
    return new JobRights(rights.stream().filter(other -> !other.equals(right)).toList());
  }

  JobRights with(Right right) {
    List<Right> more = new ArrayList<>(rights);
    more.add(right);
    return new JobRights(more);
  }

  /** What is asked for and not allowed. */
  List<AskedAction> missing(List<AskedAction> asked) {
    return asked.stream()
        .filter(one -> rights.stream().noneMatch(right -> allows(right, one)))
        .toList();
  }

  /** The rights which are not asked for. */
  List<Right> unused(List<AskedAction> asked) {
    return rights.stream()
        .filter(right -> asked.stream().noneMatch(one -> allows(right, one)))
        .toList();
  }

  private static boolean allows(Right right, AskedAction asked) {
    return right.allows(asked.action(), asked.arn());
  }
}
