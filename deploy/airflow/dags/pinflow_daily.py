"""The daily run of a Pinflow stage on Amazon MWAA: the steps of pinflow_daily.json, one after the other.

Each step is an application of Managed Service for Apache Flink which the stage's jobs stack has made. A run is for the
day before it starts (its logical date, UTC). Run again for the same date it leaves the same rows, so that any run may be
cleared, retried or backfilled.

Variables: pinflow_stage (dev), pinflow_table_root (s3://BUCKET/pinflow/lake, the output TableRoot of the data stack).
Connection: aws_default, whose role may do what docs/deploy-aws.md lists.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from functools import cached_property
from pathlib import Path
from typing import Any

from airflow import DAG
from airflow.exceptions import AirflowException, AirflowFailException
from airflow.models.baseoperator import BaseOperator, chain
from airflow.providers.amazon.aws.hooks.kinesis_analytics import KinesisAnalyticsV2Hook
from airflow.providers.amazon.aws.hooks.s3 import S3Hook
from airflow.providers.amazon.aws.triggers.s3 import S3KeyTrigger

DAILY = json.loads(Path(__file__).with_name("pinflow_daily.json").read_text(encoding="utf-8"))

STEP_LIMIT = timedelta(hours=1)
POLL_SECONDS = 30


def stop_application(context: dict[str, Any]) -> None:
    """A step which has failed or was given up must not be paid for any longer."""
    context["task"].stop()


class FlinkStepOperator(BaseOperator):
    """Runs a bounded job as an application: tells it the date, starts it, waits until it has reported its end.

    The service does not tell that a job has finished, so the job does, by an object of its own (option run-report).
    While it is waited for no worker is taken. A run begins without state; one which is still there is stopped first.
    """

    template_fields = ("application", "table_root", "date")

    def __init__(self, *, job: str, dated: bool, application: str, table_root: str, date: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.job = job
        self.dated = dated
        self.application = application
        self.table_root = table_root
        self.date = date

    @cached_property
    def service(self) -> KinesisAnalyticsV2Hook:
        return KinesisAnalyticsV2Hook()

    @cached_property
    def storage(self) -> S3Hook:
        return S3Hook()

    @property
    def report(self) -> str:
        return f"{self.table_root}/_runs/{self.date}/{self.job}.json"

    def execute(self, context: dict[str, Any]) -> None:
        self.stop()
        self.service.get_waiter("application_stop_complete").wait(
            ApplicationName=self.application, WaiterConfig={"Delay": POLL_SECONDS, "MaxAttempts": 20}
        )
        self.tell(self.describe())
        bucket, key = S3Hook.parse_s3_url(self.report)
        self.storage.delete_objects(bucket, key)
        self.service.conn.start_application(
            ApplicationName=self.application,
            RunConfiguration={
                "ApplicationRestoreConfiguration": {"ApplicationRestoreType": "SKIP_RESTORE_FROM_SNAPSHOT"}
            },
        )
        self.defer(
            trigger=S3KeyTrigger(bucket_name=bucket, bucket_key=key, poke_interval=POLL_SECONDS),
            method_name="finish",
            timeout=STEP_LIMIT,
        )

    def finish(self, context: dict[str, Any], event: dict[str, Any]) -> None:
        if event["status"] == "error":
            raise AirflowException(f"The report {self.report} cannot be waited for: {event['message']}")
        bucket, key = S3Hook.parse_s3_url(self.report)
        report = json.loads(self.storage.read_key(key, bucket))
        if report["state"] != "FINISHED":
            # What a job refuses it refuses again: a broken check is not mended by another try.
            failure = AirflowFailException if report["state"] == "REFUSED" else AirflowException
            raise failure(f"{self.application} for {self.date}: {report['reason']}")
        self.stop()
        self.log.info("%s for %s has ended at %s", self.application, self.date, report["time"])

    def stop(self) -> None:
        """Stops the application without a snapshot, if it runs."""
        if self.describe()["ApplicationStatus"] not in ("READY", "STOPPING", "FORCE_STOPPING"):
            self.service.conn.stop_application(ApplicationName=self.application, Force=True)

    def tell(self, application: dict[str, Any]) -> None:
        """Changes what the job is told of this run, and keeps what the stack has set."""
        groups = application["ApplicationConfigurationDescription"]["EnvironmentPropertyDescriptions"][
            "PropertyGroupDescriptions"
        ]
        told = {"run-report": self.report} | ({"date": self.date} if self.dated else {})
        self.service.conn.update_application(
            ApplicationName=self.application,
            CurrentApplicationVersionId=application["ApplicationVersionId"],
            ApplicationConfigurationUpdate={
                "EnvironmentPropertyUpdates": {
                    "PropertyGroups": [
                        group | {"PropertyMap": group["PropertyMap"] | told}
                        if group["PropertyGroupId"] == self.job
                        else group
                        for group in groups
                    ]
                }
            },
        )

    def describe(self) -> dict[str, Any]:
        return self.service.conn.describe_application(ApplicationName=self.application)["ApplicationDetail"]


def cron(start: str) -> str:
    hour, minute = start.split(":")
    return f"{int(minute)} {int(hour)} * * *"


with DAG(
    dag_id="pinflow_daily",
    description="Maintains the tables, computes the dated results, and checks the day",
    schedule=cron(DAILY["start"]),
    start_date=datetime(2024, 1, 1, tzinfo=timezone.utc),
    # A backfill is asked for, never made because the DAG was switched on.
    catchup=False,
    max_active_runs=1,
    default_args={
        "retries": 2,
        "retry_delay": timedelta(minutes=10),
        "execution_timeout": STEP_LIMIT + timedelta(minutes=15),
        "on_failure_callback": stop_application,
        "on_retry_callback": stop_application,
    },
    tags=["pinflow"],
) as dag:
    chain(
        *(
            FlinkStepOperator(
                task_id=step["name"],
                job=step["job"],
                dated=step["dated"],
                application="pinflow-{{ var.value.pinflow_stage }}-" + step["job"],
                table_root="{{ var.value.pinflow_table_root }}",
                date="{{ ds }}",
            )
            for step in DAILY["steps"]
        )
    )
