package org.dibao.liquid.filter;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.dibao.liquid.LiquidException;
import org.dibao.liquid.value.Values;
import org.jspecify.annotations.Nullable;

/** Filters that escape and encode. */
final class EncodingFilters {
    private EncodingFilters() {}

    static void addTo(Filters all) {
        all.add("escape", 0, 0, call -> Values.isNil(call.input()) ? call.input() : Markup.escaped(call.text()));
        all.add("h", 0, 0, call -> Values.isNil(call.input()) ? call.input() : Markup.escaped(call.text()));
        all.add("escape_once", 0, 0, call -> Markup.escapedOnce(call.text()));
        all.add("url_encode", 0, 0, call -> Values.isNil(call.input()) ? call.input() : form(call.text()));
        all.add("url_decode", 0, 0, call -> Values.isNil(call.input()) ? call.input() : unescaped(call.text()));
        all.add("base64_encode", 0, 0, call -> encoded(Base64.getEncoder(), call.text()));
        all.add("base64_url_safe_encode", 0, 0, call -> encoded(Base64.getUrlEncoder(), call.text()));
        all.add("base64_decode", 0, 0, call -> decoded(Base64.getDecoder(), call.text()));
        all.add("base64_url_safe_decode", 0, 0, call -> decoded(Base64.getUrlDecoder(), call.text()));
        all.add("cgi_escape", 0, 0, call -> form(call.text()));
        all.add("xml_escape", 0, 0, call -> xml(call.text()));
        all.add(
                "uri_escape",
                0,
                0,
                call -> Values.isNil(call.input()) ? call.input() : Addresses.component(call.text()));
    }

    static String xml(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** As a form sends it: spaces become plus signs. */
    private static String form(String text) {
        StringBuilder out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (c == ' ') {
                out.append('+');
            } else if (c < 128 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0)) {
                out.append(c);
            } else {
                out.append("%%%02X".formatted((int) c));
            }
        }
        return out.toString();
    }

    private static @Nullable Object unescaped(String text) {
        byte[] bytes = Addresses.bytes(text.replace('+', ' '));
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new LiquidException("url_decode: what is encoded is no text in UTF-8");
        }
    }

    private static String encoded(Base64.Encoder encoder, String text) {
        return encoder.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(Base64.Decoder decoder, String text) {
        try {
            return new String(decoder.decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new LiquidException("the text is no Base64");
        }
    }
}
