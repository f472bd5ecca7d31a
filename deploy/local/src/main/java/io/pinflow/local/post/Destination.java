package io.pinflow.local.post;

import io.pinflow.emulator.route.Route;

/**
 * Where posts go.
 *
 * @param address for the user
 */
public record Destination(String address, Route route) {}
