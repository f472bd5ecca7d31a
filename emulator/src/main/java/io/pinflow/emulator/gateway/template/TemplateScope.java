package io.pinflow.emulator.gateway.template;

import java.util.Map;

/**
 * What a template can see.
 *
 * @param body the payload
 * @param parameters the request's
 * @param context {@code $context}; templates may write into its maps {@code requestOverride} and
 *     {@code responseOverride}
 * @param stageVariables {@code $stageVariables}
 */
public record TemplateScope(
    String body,
    Parameters parameters,
    Map<String, Object> context,
    Map<String, String> stageVariables) {}
