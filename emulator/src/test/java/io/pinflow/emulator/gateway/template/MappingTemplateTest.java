package io.pinflow.emulator.gateway.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.emulator.error.EmulatorException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The documented variables and functions of API Gateway's mapping templates. */
class MappingTemplateTest {

  private static final String BODY =
      """
      {"name": "Ann \\"A\\" O'Neil", "city": "Zürich 😀", "path": "a/b\\\\c", "count": 3, "price": 1.50,
       "big": 12345678901234567890, "on": true, "nothing": null, "lines": "one\\ntwo\\tend",
       "hy-phen": "h", "nested": {"list": [1, "two", {"three": 3}], "empty": {}, "none": []},
       "pets": [{"id": 1, "kind": "dog"}, {"id": 2, "kind": "cat"}], "json": "{\\"a\\": [1, 2]}"}
      """;

  private static final Parameters PARAMETERS =
      new Parameters(
          new TreeMap<>(Map.of("id", "from path", "topic", "7.pin")),
          new TreeMap<>(Map.of("id", "from query", "limit", "10")),
          new TreeMap<>(Map.of("id", "from header", "X-Trace", "t1")));

  private final TemplateEngine engine = new TemplateEngine();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        // $input.json
        "json of a string keeps its quotes | $input.json('$.city') | \"Zürich 😀\"",
        "json escapes quotes | $input.json('$.name') | \"Ann \\\"A\\\" O'Neil\"",
        "json of a backslash | $input.json('$.path') | \"a/b\\\\c\"",
        "json of control characters | $input.json('$.lines') | \"one\\ntwo\\tend\"",
        "json of an integer | $input.json('$.count') | 3",
        "json keeps a number's digits | $input.json('$.price') | 1.50",
        "json keeps large numbers | $input.json('$.big') | 12345678901234567890",
        "json of a boolean | $input.json('$.on') | true",
        "json of null | $input.json('$.nothing') | null",
        "json of an object | $input.json('$.nested.list[2]') | {\"three\":3}",
        "json of an array | $input.json('$.nested.list') | [1,\"two\",{\"three\":3}]",
        "json of an empty object | $input.json('$.nested.empty') | {}",
        "json of an empty array | $input.json('$.nested.none') | []",
        "json of a missing path | $input.json('$.missing') | \"\"",
        "json of a path below a missing one | $input.json('$.missing.deeper') | \"\"",
        "json of an index out of range | $input.json('$.pets[9]') | \"\"",
        "json by bracket notation | $input.json(\"$['hy-phen']\") | \"h\"",
        "json with a wildcard is a list | $input.json('$.pets[*].kind') | [\"dog\",\"cat\"]",
        "json with a filter | $input.json('$.pets[?(@.id > 1)].kind') | [\"cat\"]",
        "json with a deep scan | $input.json('$..kind') | [\"dog\",\"cat\"]",
        "json with a negative index | $input.json('$.pets[-1:].id') | [2]",
        // $input.path
        "path of a string has no quotes | $input.path('$.city') | Zürich 😀",
        "path of a number | $input.path('$.count') | 3",
        "path of null renders as nothing | [$input.path('$.nothing')] | []",
        "path of a missing one renders as nothing | [$input.path('$.missing')] | []",
        "path compares with the empty string | #if($input.path('$.missing') == '')none#end | none",
        "path's properties | #set($r = $input.path('$'))$r.nested.list[1] | two",
        "path's property with a hyphen | #set($r = $input.path('$'))$r.hy-phen | h",
        "path's missing property renders as nothing | #set($r = $input.path('$'))[$r.nope] | []",
        "path's list size | $input.path('$.pets').size() | 2",
        "path's keys | $input.path('$.nested').keySet() | [list, empty, none]",
        "an object rendered by path is no JSON | $input.path('$.pets[0]') | {id=1, kind=dog}",
        // $input.params
        "params finds the path first | $input.params('id') | from path",
        "params finds the query string | $input.params('limit') | 10",
        "params finds headers in any case | $input.params('x-trace') | t1",
        "params of a missing name is empty | [$input.params('nope')] | []",
        "params by kind | $input.params().querystring.get('id') | from query",
        "params by kind, header | $input.params().header.get('X-Trace') | t1",
        "all params | #foreach($k in $input.params().path.keySet())$k=$input.params().path.get($k)"
            + "#if($foreach.hasNext)&#end#end | id=from path&topic=7.pin",
        "kinds of params | #foreach($k in $input.params().keySet())$k #end | path querystring header",
        // $util
        "escapeJavaScript escapes single quotes | $util.escapeJavaScript(\"it's\") | it\\'s",
        "and that is undone for JSON | $util.escapeJavaScript(\"it's\").replaceAll(\"\\\\'\", \"'\") | it's",
        "escapeJavaScript of double quotes | $util.escapeJavaScript('say \"a\"') | say \\\"a\\\"",
        "escapeJavaScript of slashes | $util.escapeJavaScript($input.path('$.path')) | a\\/b\\\\c",
        "escapeJavaScript of control characters | $util.escapeJavaScript($input.path('$.lines')) "
            + "| one\\ntwo\\tend",
        "escapeJavaScript of unicode | $util.escapeJavaScript($input.path('$.city')) "
            + "| Z\\u00FCrich \\uD83D\\uDE00",
        "escapeJavaScript of JSON | $util.escapeJavaScript($input.json('$.pets[0]')) "
            + "| {\\\"id\\\":1,\\\"kind\\\":\\\"dog\\\"}",
        "parseJson | $util.parseJson($input.path('$.json')).a[1] | 2",
        "parseJson of a list | #foreach($n in $util.parseJson('[1,2,3]'))$n;#end | 1;2;3;",
        "urlEncode | $util.urlEncode('a b&c=ü/') | a+b%26c%3D%C3%BC%2F",
        "urlDecode | $util.urlDecode('a+b%26c%3D%C3%BC%2F') | a b&c=ü/",
        "base64Encode | $util.base64Encode('pin') | cGlu",
        "base64Encode is of UTF-8 | $util.base64Encode('ü😀') | w7zwn5iA",
        "base64Encode of JSON | $util.base64Encode($input.json('$.pets[0]')) "
            + "| eyJpZCI6MSwia2luZCI6ImRvZyJ9",
        "base64Decode | $util.base64Decode('w7zwn5iA') | ü😀",
        // the language
        "set and arithmetic | #set($n = $input.path('$.count'))#set($n = $n + 1)$n | 4",
        "if, elseif, else | #if($input.path('$.count') > 5)many#elseif($input.path('$.count') == 3)"
            + "three#{else}few#end | three",
        "if of false | #if($input.path('$.nope').foo)yes#{else}no#end | no",
        "foreach with hasNext | [#foreach($p in $input.path('$.pets'))\"$p.kind\"#if($foreach.hasNext)"
            + ",#end#end] | [\"dog\",\"cat\"]",
        "foreach with count and index | #foreach($p in $input.path('$.pets'))$foreach.count$foreach.index "
            + "#end | 10 21",
        "an index within a JSONPath | #foreach($p in $input.path('$.pets'))"
            + "$input.json(\"$.pets[$foreach.index]['kind']\")#end | \"dog\"\"cat\"",
        "foreach over a map's keys | #set($n = $input.path('$.nested'))#foreach($k in $n.keySet())$k #end "
            + "| list empty none",
        "foreach over nothing | [#foreach($p in $input.path('$.nope'))x#end] | []",
        "a quiet reference | [$!nope] | []",
        "a reference without a value | [$nope] | []",
        "a reference in braces | ${input.path('$.count')}rd | 3rd",
        "methods of strings | $input.path('$.city').toUpperCase().startsWith('Z') | true",
        "a comment | a## to the end | a",
        "a literal dollar | $.name costs $5 | $.name costs $5",
        // $context and $stageVariables
        "context | $context.httpMethod $context.identity.sourceIp | GET 127.0.0.1",
        "context's missing variable | [$context.authorizer.principalId] | []",
        "stage variables | $stageVariables.host | kafka:8082",
        "stage variables by name | $stageVariables.get('host') | kafka:8082",
      })
  void rendersAsDocumented(String what, String template, String expected) {
    assertThat(render(template, BODY).strip()).as(what).isEqualTo(expected);
  }

  @Test
  void bodyIsTheRawPayload() {
    assertThat(render("$input.body", BODY)).isEqualTo(BODY);
  }

  @Test
  void anEmptyBodyIsAnEmptyObject() {
    assertThat(render("$input.json('$') [$input.path('$.a')]", "")).isEqualTo("{} []");
  }

  @Test
  void templatesOverrideTheStatus() {
    TemplateScope scope = scope("{}");

    String unused =
        engine.compile("test", "#set($context.responseOverride.status = 404)").render(scope);

    assertThat(unused).isBlank();
    assertThat(scope.context().get("responseOverride")).isEqualTo(Map.of("status", 404));
  }

  @Test
  void aBodyThatIsNotJsonIsAnErrorOnlyWhereATemplateAsksForJson() {
    assertThat(render("$input.body.length()", "{\"a\":")).isEqualTo("5");
    assertThatThrownBy(() -> render("$input.json('$.a')", "{\"a\":"))
        .isInstanceOf(NotJsonException.class);
    assertThatThrownBy(() -> render("$input.path('$.a')", "{} {}"))
        .isInstanceOf(NotJsonException.class);
  }

  @Test
  void templatesCannotReachClasses() {
    assertThat(render("[$input.class.forName('java.lang.Runtime')]", "{}")).isEqualTo("[]");
    assertThat(render("[$util.getClass().getClassLoader()]", "{}")).isEqualTo("[]");
  }

  @Test
  void namesTheTemplateThatIsNone() {
    assertThatThrownBy(() -> engine.compile("GET /streams", "#if($x"))
        .isInstanceOf(EmulatorException.class)
        .hasMessageStartingWith("Invalid mapping template at GET /streams: ");
  }

  private String render(String template, String body) {
    return engine.compile("test", template).render(scope(body));
  }

  private static TemplateScope scope(String body) {
    Map<String, Object> context = new HashMap<>();
    context.put("httpMethod", "GET");
    context.put("identity", Map.of("sourceIp", "127.0.0.1"));
    context.put("responseOverride", new HashMap<>());
    return new TemplateScope(body, PARAMETERS, context, Map.of("host", "kafka:8082"));
  }
}
