package org.dibao.ingest.article;

import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.dibao.contract.text.Quoted;
import org.dibao.ingest.fields.Fields;
import org.dibao.ingest.fields.Refused;
import org.dibao.ingest.fields.Value;
import org.jspecify.annotations.Nullable;

/** Reads the site's settings that have members; errors name the path to the member. */
final class SettingObjects {
    private SettingObjects() {}

    static <T> @Nullable T part(Fields fields, String name, String members, Function<Fields, T> read) {
        Value given = fields.take(name);
        return given == null || Fields.isNothing(given) ? null : object(name, given, members, read);
    }

    /** Reads all of an object's members; errors name the path to the member, from the outside in. */
    static <T> T object(String name, Value value, String members, Function<Fields, T> read) {
        Fields fields = new Fields(mapping(name, value));
        T object;
        try {
            object = read.apply(fields);
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            int colon = message.indexOf(": ");
            throw within(name, colon > 0 ? message.substring(0, colon) : "", message);
        } catch (Refused e) {
            throw name.isEmpty()
                    ? e
                    : within(
                            name,
                            String.valueOf(e.problem().field()),
                            e.problem().detail());
        }
        if (!fields.names().isEmpty()) {
            String unknown = new TreeSet<>(fields.names()).getFirst();
            throw Refused.field(
                    name.isEmpty() ? unknown : name + "." + unknown,
                    OwnFields.unknown(
                            "unknown setting " + Quoted.of(unknown) + (name.isEmpty() ? "" : " in " + name),
                            unknown,
                            List.of(members.split(", ")),
                            "The settings" + (name.isEmpty() ? "" : " in " + name) + " are " + members));
        }
        return object;
    }

    private static Refused within(String name, String field, String detail) {
        String whole = name.isEmpty() || field.isEmpty() ? name + field : name + "." + field;
        return whole.isEmpty()
                ? Refused.field("body", detail)
                : Refused.field(whole, name.isEmpty() ? detail : name + "." + detail);
    }

    static Value.Mapping mapping(String name, Value value) {
        if (!(value instanceof Value.Mapping mapping)) {
            throw Refused.field(name, name + ": it is not an object; write one, such as {\"name\": \"…\"}");
        }
        return mapping;
    }
}
