/**
 * Executes an API definition: an OpenAPI 3 document with API Gateway's extensions.
 *
 * <pre>
 * request -- ApiDocument: method and path -- ApiOperation: key, parameters, body
 *   -- mock | AWS service (AwsService) | HTTP proxy (Operation)
 *   -- selection pattern, response template, header mappings -- response
 * </pre>
 *
 * <p>What API Gateway does by its own rules and not by the document's is done here likewise:
 * statuses and bodies of its own errors come from the document's gateway responses. Not executed:
 * throttling, IAM authentication, caching, and authorizers.
 */
package io.pinflow.emulator.gateway.api;
