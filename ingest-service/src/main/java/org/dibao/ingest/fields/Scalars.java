package org.dibao.ingest.fields;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.dibao.ingest.fields.Value.Mapping;
import org.dibao.ingest.fields.Value.Scalar;
import org.dibao.ingest.fields.Value.Sequence;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of unquoted words, as in Jekyll's YAML 1.1: {@code yes} and {@code off} are booleans. A number counts as
 * one only if writing it gives the same digits again, so that a version {@code 1.10}, a code {@code 007} or an account
 * number stays unchanged; dates stay as written.
 */
final class Scalars {
    private static final Pattern TRUE = Pattern.compile("(?i)yes|true|on");
    private static final Pattern FALSE = Pattern.compile("(?i)no|false|off");

    private Scalars() {}

    static @Nullable Boolean truth(Scalar scalar) {
        String text = scalar.text().strip();
        if (TRUE.matcher(text).matches()) {
            return true;
        }
        return FALSE.matcher(text).matches() ? false : null;
    }

    /** As a JSON value: null, a boolean, a number, a string, a list or a map. */
    static @Nullable Object json(Value value) {
        return switch (value) {
            case Scalar scalar -> scalar.plain() ? plain(scalar) : scalar.text();
            case Sequence sequence -> {
                List<@Nullable Object> items = new ArrayList<>(sequence.items().size());
                sequence.items().forEach(item -> items.add(json(item)));
                yield items;
            }
            case Mapping mapping -> {
                Map<String, @Nullable Object> members = new LinkedHashMap<>();
                mapping.members().forEach((name, member) -> {
                    Object json = json(member);
                    if (json != null) {
                        members.put(name, json);
                    }
                });
                yield members;
            }
        };
    }

    private static @Nullable Object plain(Scalar scalar) {
        if (scalar.isNull()) {
            return null;
        }
        Boolean truth = truth(scalar);
        return truth != null ? truth : number(scalar.text());
    }

    private static Object number(String text) {
        if (text.length() > 17 || !text.matches("-?[0-9]+(\\.[0-9]+)?")) {
            return text;
        }
        if (text.indexOf('.') < 0) {
            BigInteger integer = new BigInteger(text);
            return integer.toString().equals(text) ? (Object) integer.longValueExact() : text;
        }
        double number = new BigDecimal(text).doubleValue();
        return String.format(Locale.ROOT, "%s", number).equals(text) ? (Object) number : text;
    }
}
