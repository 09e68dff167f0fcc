package org.dibao.contract.article;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The query of an old address, such as {@code p=123} in {@code /?p=123}. It is text within an {@link ArticlePath}, in a normal form: the
 * parameters decoded and in the order of their names, so that an address has one spelling whatever the order of its parameters.
 * {@code /a?b=c} and {@code /a%3Fb=c} are thus one path.
 */
public final class OldQuery {
    /** Of a query as received, in characters: what is longer is no old address. */
    public static final int MAX_LENGTH = 3 * ArticlePath.MAX_LENGTH;

    private OldQuery() {}

    /** @param name decoded; empty for a parameter without {@code =} */
    private record Parameter(String name, String text) {
        static Parameter of(String raw) {
            int equals = raw.indexOf('=');
            return equals < 0
                    ? new Parameter("", decoded(raw))
                    : new Parameter(decoded(raw.substring(0, equals)), decoded(raw));
        }
    }

    /**
     * An old address in normal form.
     *
     * @param path  decoded
     * @param query percent-encoded
     * @throws IllegalArgumentException if it is not a valid path
     */
    public static ArticlePath address(String path, String query) {
        return new ArticlePath(path + "?" + joined(parameters(query).map(Parameter::of)));
    }

    /** The names of the parameters in a path, decoded; the empty one stands for a parameter without {@code =}. */
    public static Set<String> names(ArticlePath path) {
        int query = path.value().indexOf('?');
        return query < 0
                ? Set.of()
                : parameters(path.value().substring(query + 1))
                        .map(it -> it.substring(0, Math.max(0, it.indexOf('='))))
                        .collect(Collectors.toSet());
    }

    /**
     * What is left of a query in normal form once all other parameters are taken out; empty if nothing is.
     *
     * @param query percent-encoded
     * @param names of the parameters to keep
     */
    public static String only(Set<String> names, String query) {
        if (names.isEmpty() || query.length() > MAX_LENGTH) {
            return "";
        }
        return joined(parameters(query).map(Parameter::of).filter(it -> names.contains(it.name())));
    }

    private static Stream<String> parameters(String query) {
        return Stream.of(query.split("&")).filter(it -> !it.isEmpty());
    }

    private static String joined(Stream<Parameter> parameters) {
        return parameters
                .sorted(Comparator.comparing(Parameter::name).thenComparing(Parameter::text))
                .map(Parameter::text)
                .collect(Collectors.joining("&"));
    }

    /** As it is if an escape is broken. */
    private static String decoded(String raw) {
        if (raw.indexOf('%') < 0 && raw.indexOf('+') < 0) {
            return raw;
        }
        try {
            return Normalizer.normalize(URLDecoder.decode(raw, StandardCharsets.UTF_8), Normalizer.Form.NFC);
        } catch (IllegalArgumentException e) {
            return raw;
        }
    }
}
