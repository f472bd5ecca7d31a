package io.pinflow.aws;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All settings of one stage, as {@code cdk.json} has them under {@code context.pinflow.STAGE}.
 *
 * @param stage its name, a part of every other name
 * @param account where it is deployed; unless given, wherever the credentials belong
 * @param id part of the names of topics ({@code ID.pin}) and streams ({@code streaming-ID-pin}),
 *     one for each stage of an account
 * @param isProtected whether the Kafka cluster too outlives its stack, and stacks refuse deletion
 * @param alarmEmail who is told of alarms
 * @param apiMayManageStreams whether the API may create and delete streams
 * @param infrequentAfterDays age at which archived objects go to Infrequent Access
 * @param glacierAfterDays age at which they go to Glacier Instant Retrieval
 * @param abortUploadsAfterDays age at which unfinished uploads are given up: more than that of the
 *     oldest snapshot that may be restored
 * @param dailyStart when the daily jobs start, a schedule expression in UTC
 * @param dailyStop when they are stopped at the latest
 */
record StageSettings(
    String stage,
    Optional<String> account,
    String region,
    List<String> zones,
    String id,
    boolean isProtected,
    Optional<String> alarmEmail,
    KafkaSettings kafka,
    StreamSettings streams,
    RestProxySettings kafkaRest,
    boolean apiMayManageStreams,
    int infrequentAfterDays,
    int glacierAfterDays,
    int abortUploadsAfterDays,
    Map<String, JobSettings> jobs,
    String dailyStart,
    String dailyStop) {

  /** Those CleanJob fills. */
  static final List<String> TABLES = List.of("pin_table", "geo_table", "user_table", "quarantine");

  private static final List<String> KINDS = List.of("pin", "geo", "user");
  private static final String SCHEDULE = "(cron|rate)\\(.+\\)";
  private static final String SCHEDULE_FORM = "a schedule such as cron(15 3 * * ? *)";

  /**
   * The Kafka REST Proxy's tasks.
   *
   * @param cpu units of a task, 1024 of which are a vCPU
   * @param memory of a task in MiB
   */
  record RestProxySettings(int tasks, int cpu, int memory) {}

  /**
   * Reads and checks the settings of a stage.
   *
   * @throws SettingsException that names what is wrong
   */
  static StageSettings read(String stage, ContextReader settings) {
    List<String> zones =
        settings.texts("availability-zones", 2, "two or three availability zones of the region");
    ContextReader api = settings.object("api");
    ContextReader archive = settings.object("archive");
    ContextReader daily = settings.object("daily");
    int infrequent = archive.number("infrequent-after-days", 30, 3_650);
    StageSettings read =
        new StageSettings(
            stage,
            settings.optionalText("account", "\\d{12}", "an account's twelve digits"),
            settings.text("region", "[a-z]{2}(-[a-z]+)+-\\d", "a region such as eu-west-1"),
            zones,
            settings.text("id", "[a-z][a-z0-9-]{0,30}", "lower-case letters, digits and hyphens"),
            settings.flag("protected"),
            settings.optionalText("alarm-email", "\\S+@\\S+", "an email address"),
            KafkaSettings.read(settings.object("kafka"), zones.size()),
            StreamSettings.read(settings.object("kinesis")),
            restProxy(settings.object("kafka-rest")),
            api.flag("may-manage-streams"),
            infrequent,
            archive.number("glacier-after-days", infrequent + 30, 3_650),
            archive.number("abort-uploads-after-days", 1, 3_650),
            jobs(settings.object("jobs")),
            daily.text("start", SCHEDULE, SCHEDULE_FORM),
            daily.text("stop", SCHEDULE, SCHEDULE_FORM));
    api.finish();
    archive.finish();
    daily.finish();
    settings.finish();
    return read;
  }

  private static RestProxySettings restProxy(ContextReader settings) {
    RestProxySettings proxy =
        new RestProxySettings(
            settings.number("tasks", 1, 100),
            settings.number("cpu", 256, 16_384),
            settings.number("memory", 512, 122_880));
    settings.finish();
    return proxy;
  }

  private static Map<String, JobSettings> jobs(ContextReader settings) {
    Map<String, JobSettings> jobs = new LinkedHashMap<>();
    for (String job : settings.names()) {
      jobs.put(job, JobSettings.read(settings.object(job)));
    }
    return Map.copyOf(jobs);
  }

  /** A name of this stage alone. */
  String name(String part) {
    return "pinflow-" + stage + '-' + part;
  }

  List<String> topics() {
    return KINDS.stream().map(kind -> id + '.' + kind).toList();
  }

  List<String> streamNames() {
    return KINDS.stream().map(kind -> "streaming-" + id + '-' + kind).toList();
  }
}
