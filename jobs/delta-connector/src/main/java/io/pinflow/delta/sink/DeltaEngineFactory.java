package io.pinflow.delta.sink;

import io.pinflow.delta.kernel.DeltaEngine;
import java.io.Serializable;
import org.apache.flink.configuration.ReadableConfig;

/** Makes the engine where it is used, on the task. */
@FunctionalInterface
interface DeltaEngineFactory extends Serializable {

  DeltaEngine create(ReadableConfig options);
}
