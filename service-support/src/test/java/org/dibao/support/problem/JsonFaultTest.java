package org.dibao.support.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What is told about a text that is not valid JSON. */
class JsonFaultTest {
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(3)
                            .maxStringLength(20)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a":1                    | column 7: it ends too early; a quotation mark, a bracket or a brace is not closed
            {"a":"b}                  | column 9: it ends too early; a quotation mark, a bracket or a brace is not closed
            {"a":1,}                  | column 8: "}" must not stand here; a name in double quotation marks must
            {a:1}                     | column 2: "a" must not stand here; a name in double quotation marks must
            {'a':1}                   | column 2: "'" must not stand here; a name in double quotation marks must
            {"a" 1}                   | column 6: "1" must not stand here; a colon must
            {"a":1 "b":2}             | column 8: a quotation mark must not stand here; a comma must
            {"a":1,"b":2,"a":3}       | column 18: "a" is there twice; leave one of them out
            {"a":1} {}                | column 9: something follows the end of the object
            {"a":"x~y"}               | line 1, column 8: a line break or another control character must be written as an escape, such as \\n
            {"a":"\\q"}               | column 8: a backslash must be followed by one of \\ / " b f n r t u
            {"a":~  tru}              | line 2, column 3: "t" must not stand here; text must be in double quotation marks
            <html>                    | column 1: "<" must not stand here; text must be in double quotation marks
            {"a":01}                  | column 7: a number must not begin with 0
            {"a":[[[[1]]]]}           | it is nested too deeply
            {"a":"a text of 23 characters"} | a text, a number or a name is too long
            """)
    void whereAndWhatIsSaidInPlainWords(String json, String fault) {
        String text = json.replace('~', '\n');
        JacksonException e = catchThrowableOfType(JacksonException.class, () -> MAPPER.readTree(text));
        assertThat(JsonFault.in(text, Objects.requireNonNull(e))).isEqualTo("not valid JSON: " + fault);
    }
}
