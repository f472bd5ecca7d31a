package io.pinflow.emulator.gateway.template;

import io.pinflow.emulator.error.EmulatorErrors;
import java.io.StringReader;
import org.apache.velocity.Template;
import org.apache.velocity.runtime.RuntimeConstants;
import org.apache.velocity.runtime.RuntimeInstance;
import org.apache.velocity.runtime.parser.ParseException;
import org.apache.velocity.util.introspection.SecureUberspector;
import org.slf4j.helpers.NOPLogger;

/** Compiles mapping templates. Not thread-safe; what it compiles is. */
public final class TemplateEngine {

  private final RuntimeInstance velocity = new RuntimeInstance();
  private final JsonValues json = new JsonValues();

  public TemplateEngine() {
    // What is wrong with a template is told by exceptions.
    velocity.setProperty(RuntimeConstants.RUNTIME_LOG_INSTANCE, NOPLogger.NOP_LOGGER);
    velocity.setProperty(RuntimeConstants.UBERSPECT_CLASSNAME, SecureUberspector.class.getName());
    velocity.setProperty(RuntimeConstants.PARSER_HYPHEN_ALLOWED, true);
    velocity.setProperty(RuntimeConstants.SPACE_GOBBLING, "bc");
    velocity.setProperty(RuntimeConstants.CHECK_EMPTY_OBJECTS, false);
    velocity.init();
  }

  /**
   * Compiles a template.
   *
   * @param place where it stands, for errors
   * @throws io.pinflow.emulator.error.EmulatorException if it is no Velocity template
   */
  public MappingTemplate compile(String place, String text) {
    Template template = new Template();
    template.setRuntimeServices(velocity);
    template.setName(place);
    try {
      template.setData(velocity.parse(new StringReader(text), template));
    } catch (ParseException e) {
      throw EmulatorErrors.invalidTemplate(place, e);
    }
    template.initDocument();
    return new MappingTemplate(template, json);
  }
}
