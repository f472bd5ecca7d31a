package io.pinflow.aws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;

/**
 * The rights of a job's role, which follow from the job's options: topics and the group that reads
 * them, streams, the folders of archive and tables.
 */
final class JobAccess {

  /** The folder of the dated result tables, the only ones which SqlJob writes. */
  private static final String RESULTS = "/gold";

  private final Stack stack;
  private final DataStack data;

  JobAccess(Stack stack, DataStack data) {
    this.stack = stack;
    this.data = data;
  }

  /** A job's policies, by what they are for. */
  Map<String, PolicyDocument> policies(JobSpec job) {
    Map<String, PolicyDocument> policies = new LinkedHashMap<>();
    policies.put("network", network());
    policies.put("kafka", kafka(job));
    policies.put("kinesis", kinesis(job));
    policies.put("lake", lake(job));
    policies.values().removeIf(PolicyDocument::getIsEmpty);
    return policies;
  }

  private PolicyDocument kafka(JobSpec job) {
    String group = job.options().getOrDefault("kafka-group-id", "pinflow-" + job.job());
    return document(
        job.readsKafka()
            ? new KafkaAccess(data.kafka()).read(list(job, "kafka-topics"), group)
            : List.of());
  }

  private PolicyDocument kinesis(JobSpec job) {
    if (!job.readsKinesis()) {
      return document(List.of());
    }
    List<String> streams =
        list(job, "kinesis-streams").stream().map(name -> StreamArns.of(stack, name)).toList();
    List<String> actions =
        new ArrayList<>(
            List.of(
                "kinesis:DescribeStream", "kinesis:DescribeStreamSummary", "kinesis:ListShards"));
    List<PolicyStatement> statements = new ArrayList<>();
    if ("efo".equals(job.options().get("kinesis-reader"))) {
      // A consumer is described by its stream and name before its own ARN is known.
      actions.addAll(List.of("kinesis:RegisterStreamConsumer", "kinesis:DescribeStreamConsumer"));
      String consumer = job.options().getOrDefault("kinesis-consumer-name", "pinflow-" + job.job());
      statements.add(
          allow(
              List.of("kinesis:DescribeStreamConsumer", "kinesis:SubscribeToShard"),
              streams.stream().map(arn -> arn + "/consumer/" + consumer + ":*").toList()));
    } else {
      actions.addAll(List.of("kinesis:GetShardIterator", "kinesis:GetRecords"));
    }
    statements.add(allow(actions, streams));
    return document(statements);
  }

  private PolicyDocument lake(JobSpec job) {
    List<PolicyStatement> statements = new ArrayList<>();
    Map<String, String> options = job.options();
    if (options.containsKey("archive-root")) {
      FolderAccess archive = FolderAccess.of(data.lake().archiveRoot());
      // Read as a source, or written: never is an archived object deleted.
      statements.addAll(
          ("archive".equals(options.get("source"))
                  ? archive.read("/raw")
                  : archive.write("/raw").delete("/raw/_ledger/*"))
              .statements());
    }
    if (options.containsKey("table-root")) {
      statements.addAll(tables(job, FolderAccess.of(data.lake().tableRoot())).statements());
    }
    return document(statements);
  }

  /** Sinks delete expired files of the log, vacuum deletes data files. */
  private static FolderAccess tables(JobSpec job, FolderAccess root) {
    return switch (job.job()) {
      case "MaintenanceJob" -> root.write("").delete("/*");
      case "SqlJob" -> reports(root.read("").write(RESULTS).delete(RESULTS + "/*/_delta_log/*"));
      case "QualityJob" -> reports(root.read(""));
      default -> root.write("").delete("/*/_delta_log/*");
    };
  }

  /** A run's report is written, and that of the run before is deleted. */
  private static FolderAccess reports(FolderAccess root) {
    return root.write("/_runs").delete("/_runs/*");
  }

  /** To be reached in the network, which the service arranges by the application's own role. */
  private PolicyDocument network() {
    Network network = data.network();
    String interfaces = arn("ec2", "network-interface/*");
    List<String> places = new ArrayList<>();
    network.subnetIds().forEach(subnet -> places.add(arn("ec2", "subnet/" + subnet)));
    places.add(arn("ec2", "security-group/" + network.clients().getSecurityGroupId()));
    places.add(interfaces);
    return document(
        List.of(
            allow(
                List.of(
                    "ec2:DescribeVpcs",
                    "ec2:DescribeSubnets",
                    "ec2:DescribeSecurityGroups",
                    "ec2:DescribeDhcpOptions",
                    "ec2:DescribeNetworkInterfaces"),
                List.of("*")),
            allow(List.of("ec2:CreateNetworkInterface"), places),
            PolicyStatement.Builder.create()
                .actions(
                    List.of("ec2:CreateNetworkInterfacePermission", "ec2:DeleteNetworkInterface"))
                .resources(List.of(interfaces))
                .conditions(
                    Map.of(
                        "ArnEquals",
                        Map.of("ec2:Vpc", arn("ec2", "vpc/" + network.vpc().getVpcId()))))
                .build()));
  }

  private String arn(String service, String resource) {
    return "arn:"
        + stack.getPartition()
        + ':'
        + service
        + ':'
        + stack.getRegion()
        + ':'
        + stack.getAccount()
        + ':'
        + resource;
  }

  private static List<String> list(JobSpec job, String option) {
    return List.of(job.options().get(option).split(","));
  }

  private static PolicyStatement allow(List<String> actions, List<String> resources) {
    return PolicyStatement.Builder.create().actions(actions).resources(resources).build();
  }

  private static PolicyDocument document(List<PolicyStatement> statements) {
    return PolicyDocument.Builder.create().statements(statements).build();
  }
}
