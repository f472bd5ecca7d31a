package io.pinflow.emulator.gateway.template;

import java.io.StringWriter;
import org.apache.velocity.Template;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.app.event.EventCartridge;
import org.apache.velocity.context.Context;
import org.apache.velocity.exception.MethodInvocationException;
import org.apache.velocity.util.introspection.Info;

/** One compiled template. Thread-safe. */
public final class MappingTemplate {

  private final Template template;
  private final JsonValues json;

  MappingTemplate(Template template, JsonValues json) {
    this.template = template;
    this.json = json;
  }

  /**
   * Renders the template.
   *
   * @throws NotJsonException if the template asks for JSON and the body is none
   */
  public String render(TemplateScope scope) {
    VelocityContext context = new VelocityContext();
    context.put("input", new InputVariable(json, scope.body(), scope.parameters()));
    context.put("util", new UtilVariable(json));
    context.put("context", scope.context());
    context.put("stageVariables", scope.stageVariables());
    EventCartridge events = new EventCartridge();
    events.addReferenceInsertionEventHandler(MappingTemplate::emptyWithoutValue);
    events.addMethodExceptionHandler(MappingTemplate::rethrow);
    events.attachToContext(context);
    StringWriter rendered = new StringWriter();
    try {
      template.merge(context, rendered);
    } catch (MethodInvocationException e) {
      if (e.getCause() instanceof NotJsonException notJson) {
        throw notJson;
      }
      throw e;
    }
    return rendered.toString();
  }

  private static Object emptyWithoutValue(Context context, String reference, Object value) {
    return value == null ? "" : value;
  }

  // Without a handler that says so, a method's failure would render as nothing.
  private static Object rethrow(
      Context context, Class<?> type, String method, Exception failure, Info place) {
    throw failure instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException(place + ": " + method + " failed", failure);
  }
}
