package io.pinflow.jobs;

import io.pinflow.testing.fixture.RequiresKinesis;
import java.util.List;

@RequiresKinesis
class PollingKinesisSourceIT extends KinesisSourceBehaviour {

  @Override
  List<String> settings() {
    return List.of();
  }
}
