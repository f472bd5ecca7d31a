"""Executes a DAG file against stand-ins of what it imports from Airflow, which record what is done with them.

Prints JSON: what the DAG and its tasks were made of, and what a step asks of AWS and does with each report. It proves
nothing of Airflow itself.
"""

import json
import logging
import runpy
import sys
import types
from datetime import datetime, timedelta


class AirflowException(Exception):
    pass


class AirflowFailException(AirflowException):
    pass


class Deferred(Exception):
    pass


class DAG:
    current = None

    def __init__(self, **arguments):
        self.arguments = arguments
        self.tasks = []

    def __enter__(self):
        DAG.current = self
        return self

    def __exit__(self, *_):
        DAG.current = None


class BaseOperator:
    def __init__(self, *, task_id, **arguments):
        self.task_id = task_id
        self.arguments = DAG.current.arguments.get("default_args", {}) | arguments
        self.upstream = []
        self.log = logging.getLogger(task_id)
        DAG.current.tasks.append(self)

    def defer(self, *, trigger, method_name, timeout):
        CALLS.append(["defer", {"trigger": trigger.arguments, "method": method_name, "timeout": timeout}])
        raise Deferred


def chain(*tasks):
    for before, after in zip(tasks, tasks[1:]):
        after.upstream.append(before.task_id)


CALLS = []
AWS = {"status": "READY", "report": None}


class Waiter:
    def wait(self, **arguments):
        CALLS.append(["wait", arguments])
        AWS["status"] = "READY"


class Service:
    """As boto3's client of the service, with one application."""

    def describe_application(self, ApplicationName):
        return {
            "ApplicationDetail": {
                "ApplicationStatus": AWS["status"],
                "ApplicationVersionId": 7,
                "ApplicationConfigurationDescription": {
                    "EnvironmentPropertyDescriptions": {
                        "PropertyGroupDescriptions": [
                            {"PropertyGroupId": "pinflow", "PropertyMap": {"job": "SqlJob"}},
                            {"PropertyGroupId": "SqlJob", "PropertyMap": {"table-root": "s3://b/lake", "date": "old"}},
                        ]
                    }
                },
            }
        }

    def __getattr__(self, name):
        def call(**arguments):
            CALLS.append([name, arguments])
            if name == "stop_application":
                AWS["status"] = "STOPPING"

        return call


class KinesisAnalyticsV2Hook:
    conn = Service()

    def get_waiter(self, name):
        CALLS.append(["get_waiter", name])
        return Waiter()


class S3Hook:
    @staticmethod
    def parse_s3_url(url):
        return tuple(url.removeprefix("s3://").split("/", 1))

    def delete_objects(self, bucket, keys):
        CALLS.append(["delete_objects", [bucket, keys]])

    def read_key(self, key, bucket):
        CALLS.append(["read_key", [bucket, key]])
        return json.dumps(AWS["report"])


class S3KeyTrigger:
    def __init__(self, **arguments):
        self.arguments = arguments


def module(name, **members):
    sys.modules[name] = types.ModuleType(name)
    vars(sys.modules[name]).update(members)


for package in ("airflow.models", "airflow.providers", "airflow.providers.amazon", "airflow.providers.amazon.aws"):
    module(package)
module("airflow", DAG=DAG)
module("airflow.exceptions", AirflowException=AirflowException, AirflowFailException=AirflowFailException)
module("airflow.models.baseoperator", BaseOperator=BaseOperator, chain=chain)
module("airflow.providers.amazon.aws.hooks")
module("airflow.providers.amazon.aws.hooks.kinesis_analytics", KinesisAnalyticsV2Hook=KinesisAnalyticsV2Hook)
module("airflow.providers.amazon.aws.hooks.s3", S3Hook=S3Hook)
module("airflow.providers.amazon.aws.triggers")
module("airflow.providers.amazon.aws.triggers.s3", S3KeyTrigger=S3KeyTrigger)


def outcome_of(action, *arguments, status="RUNNING", report=None):
    """What an action asks of AWS, and how it ends."""
    CALLS.clear()
    AWS.update(status=status, report=report)
    try:
        action(*arguments)
        ended = "returned"
    except Exception as e:
        ended = f"{type(e).__name__}: {e}"
    return {"calls": list(CALLS), "ended": ended}


def plain(value):
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, datetime):
        return value.isoformat()
    return getattr(value, "__name__", str(value))


dag = runpy.run_path(sys.argv[1])["dag"]
step = next(task for task in dag.tasks if task.task_id == "analytics")
tasks = [
    {
        "id": task.task_id,
        "upstream": task.upstream,
        "arguments": task.arguments,
        "templates": {name: getattr(task, name) for name in task.template_fields},
    }
    for task in dag.tasks
]
# As Airflow renders them before a task runs.
step.application, step.table_root, step.date = "pinflow-dev-SqlJob", "s3://b/lake", "2024-01-31"
fired = {"status": "success"}
result = {
    "dag": dag.arguments,
    "tasks": tasks,
    "started": outcome_of(step.execute, {}, status="READY"),
    "started while it runs": outcome_of(step.execute, {}),
    "finished": outcome_of(step.finish, {}, fired, report={"state": "FINISHED", "time": "now", "reason": ""}),
    "refused": outcome_of(step.finish, {}, fired, report={"state": "REFUSED", "reason": "2 checks are broken"}),
    "failed": outcome_of(step.finish, {}, fired, report={"state": "FAILED", "reason": "disk"}),
    "unreachable": outcome_of(step.finish, {}, {"status": "error", "message": "denied"}),
    "given up": outcome_of(step.arguments["on_failure_callback"], {"task": step}),
    "given up after its end": outcome_of(step.arguments["on_failure_callback"], {"task": step}, status="READY"),
}
print(json.dumps(result, default=plain))
