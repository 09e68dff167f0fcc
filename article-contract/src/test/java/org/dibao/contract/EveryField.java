package org.dibao.contract;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.dibao.contract.article.ArticleFile;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.OldAddress;
import org.dibao.contract.article.Origin;
import org.dibao.contract.article.Revision;
import org.dibao.contract.article.Source;
import org.dibao.contract.article.SubmittedDate;

/**
 * Records in which every component has a value that no other component has, so that one which is lost or swapped on a way
 * through the system can be named.
 */
public final class EveryField {
    private EveryField() {}

    /** The names of a record's components. */
    public static Set<String> of(Class<? extends Record> type) {
        Set<String> names = new LinkedHashSet<>();
        for (RecordComponent component : type.getRecordComponents()) {
            names.add(component.getName());
        }
        return names;
    }

    /** A record in which every component is filled. */
    public static <R extends Record> R filled(Class<R> type) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            values.put(component.getName(), value(component.getGenericType(), component.getName()));
        }
        return made(type, values);
    }

    /** The same with another value in one component. */
    public static <R extends Record> R with(R record, String component, Object value) {
        @SuppressWarnings("unchecked")
        Class<R> type = (Class<R>) record.getClass();
        Map<String, Object> values = new LinkedHashMap<>();
        of(type).forEach(name -> values.put(name, name.equals(component) ? value : get(record, name)));
        return made(type, values);
    }

    /** The same with a value in one component that is another than {@link #filled} gives it. */
    public static <R extends Record> R changed(R record, String component) {
        Object old = get(record, component);
        return with(
                record,
                component,
                old instanceof Boolean truth
                        ? !truth
                        : value(type(record.getClass(), component), "other-" + component));
    }

    /** What a record has in a component. */
    public static Object get(Record record, String component) {
        try {
            var accessor = record.getClass().getMethod(component);
            accessor.setAccessible(true);
            return accessor.invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static Type type(Class<?> record, String component) {
        return Stream.of(record.getRecordComponents())
                .filter(it -> it.getName().equals(component))
                .findAny()
                .orElseThrow(() -> new AssertionError(record.getSimpleName() + " has no " + component))
                .getGenericType();
    }

    private static Object value(Type type, String name) {
        int number = Math.floorMod(name.hashCode(), 10_000) + 2;
        return switch (type.getTypeName().replaceAll("<.*", "").replaceAll(".*\\.", "")) {
            case "String" -> name;
            case "boolean" -> true;
            case "Revision" -> new Revision(number);
            case "ArticleId" -> new ArticleId(name);
            case "ArticleFile" -> new ArticleFile(name + "/_posts/2022-01-25-a.md");
            case "ArticlePath" -> new ArticlePath("/" + name + ".html");
            case "OldAddress" -> new OldAddress(name + ".example", new ArticlePath("/" + name + ".html"));
            case "Origin" -> new Origin(name, "https://" + name.toLowerCase(java.util.Locale.ROOT) + ".example/");
            case "Instant" -> Instant.EPOCH.plusSeconds(number);
            case "OffsetDateTime" -> OffsetDateTime.ofInstant(Instant.EPOCH.plusSeconds(number), ZoneOffset.ofHours(8));
            case "SubmittedDate" ->
                new SubmittedDate(LocalDateTime.of(2020, 1, 1, 0, 0).plusMinutes(number), ZoneOffset.UTC);
            case "Source" -> new Source(Source.Format.MARKDOWN, name);
            case "Map" -> Map.of(name, name);
            case "List" -> List.of(value(((ParameterizedType) type).getActualTypeArguments()[0], name));
            default -> throw new AssertionError("say in EveryField what a " + type.getTypeName() + " is like");
        };
    }

    private static <R extends Record> R made(Class<R> type, Map<String, Object> values) {
        List<Class<?>> types = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            types.add(component.getType());
        }
        try {
            Constructor<R> constructor = type.getDeclaredConstructor(types.toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values.values().toArray());
        } catch (InvocationTargetException e) {
            throw new AssertionError(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
