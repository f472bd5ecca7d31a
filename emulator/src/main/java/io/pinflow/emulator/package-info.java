/**
 * What stands for the outside world: {@link io.pinflow.emulator.Emulator} takes posts from a {@link
 * io.pinflow.emulator.source.PostSource} and delivers their records over a {@link
 * io.pinflow.emulator.route.Route}, and {@link io.pinflow.emulator.GatewayMain} is the REST gateway
 * in front of the local Kafka broker.
 */
package io.pinflow.emulator;
