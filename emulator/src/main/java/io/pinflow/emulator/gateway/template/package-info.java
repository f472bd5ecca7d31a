/**
 * API Gateway's mapping templates: Velocity with the documented variables {@code $input}, {@code
 * $util}, {@code $context} and {@code $stageVariables}.
 *
 * <p>Where API Gateway's documentation is silent: a reference without a value renders as nothing, a
 * JSONPath that matches nothing gives the empty string (so {@code ""} as JSON), an empty body
 * counts as <code>{}</code>, and {@code #if} asks for null or false alone, as in Velocity 1.7.
 */
package io.pinflow.emulator.gateway.template;
