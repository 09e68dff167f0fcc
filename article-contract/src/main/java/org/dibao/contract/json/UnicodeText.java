package org.dibao.contract.json;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/** Text is Unicode: half a surrogate pair, which JSON can escape and no database can hold, is refused. */
final class UnicodeText extends StdScalarDeserializer<String> {

    UnicodeText() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) {
        String text = StringDeserializer.instance.deserialize(parser, context);
        if (text.chars().anyMatch(c -> Character.isSurrogate((char) c)) && text.codePoints().anyMatch(UnicodeText::isHalf)) {
            throw DatabindException.from(parser, "no Unicode", new IllegalArgumentException("half a surrogate pair"));
        }
        return text;
    }

    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
