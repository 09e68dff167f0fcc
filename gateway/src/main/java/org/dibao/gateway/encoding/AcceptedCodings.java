package org.dibao.gateway.encoding;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;

/**
 * A client's {@code Accept-Encoding} (RFC 9110, 12.5.3). Without the header every coding is acceptable, but none is
 * used; what is no quality value counts as 0.
 */
public final class AcceptedCodings {
    private static final Pattern QUALITY = Pattern.compile("0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?");
    private static final String ANY = "*";
    /** Of a client that says nothing. */
    static final AcceptedCodings UNSAID = new AcceptedCodings(Map.of(ANY, 1.0), true);

    /** What browsers, proxies and feed readers say; only so that it need not be parsed each time. */
    private static final Map<String, AcceptedCodings> USUAL = Stream.of(
                    "gzip",
                    "gzip, deflate",
                    "gzip,deflate",
                    "deflate, gzip",
                    "gzip, deflate, br",
                    "gzip, deflate, br, zstd",
                    "br, gzip, deflate",
                    "br",
                    "zstd",
                    "identity")
            .collect(Collectors.toUnmodifiableMap(line -> line, line -> parse(List.of(line))));

    private final Map<String, Double> qualities;
    private final Coding best;

    private AcceptedCodings(Map<String, Double> qualities, boolean unsaid) {
        this.qualities = qualities;
        this.best = unsaid ? Coding.IDENTITY : best(qualities);
    }

    public static AcceptedCodings of(HttpHeaders request) {
        List<String> lines = request.get(HttpHeaders.ACCEPT_ENCODING);
        if (lines == null) {
            return UNSAID;
        }
        AcceptedCodings usual = lines.size() == 1 ? USUAL.get(lines.getFirst()) : null;
        return usual == null ? parse(lines) : usual;
    }

    private static AcceptedCodings parse(List<String> lines) {
        Map<String, Double> qualities = new TreeMap<>();
        for (String line : lines) {
            for (String element : line.split(",")) {
                String[] parts = element.split(";");
                String name = parts[0].strip().toLowerCase(Locale.ROOT);
                if (!name.isEmpty()) {
                    qualities.put(name.equals("x-gzip") ? "gzip" : name, quality(parts));
                }
            }
        }
        return new AcceptedCodings(qualities, false);
    }

    private static double quality(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String[] parameter = parts[i].split("=", 2);
            if (parameter[0].strip().equalsIgnoreCase("q")) {
                String value = parameter.length < 2 ? "" : parameter[1].strip();
                return QUALITY.matcher(value).matches() ? Double.parseDouble(value) : 0;
            }
        }
        return 1;
    }

    public boolean accepts(Coding coding) {
        return quality(qualities, coding) > 0;
    }

    /** Whether a tag that ends in this name may be of something that the client can read. */
    boolean accepts(String coding) {
        return qualities.getOrDefault(coding, qualities.getOrDefault(ANY, 0.0)) > 0;
    }

    /** The best that both sides know; the bytes as they are if the client accepts nothing else, or not even that. */
    public Coding best() {
        return best;
    }

    private static Coding best(Map<String, Double> qualities) {
        Coding best = Coding.IDENTITY;
        double most = 0;
        for (Coding coding : Coding.available()) {
            double quality = quality(qualities, coding);
            if (quality > most) {
                best = coding;
                most = quality;
            }
        }
        return best;
    }

    /** Identity is acceptable unless it is excluded by name or by {@code *}, but whatever is named is better. */
    private static double quality(Map<String, Double> qualities, Coding coding) {
        double otherwise = qualities.getOrDefault(ANY, coding == Coding.IDENTITY ? Double.MIN_VALUE : 0.0);
        return qualities.getOrDefault(coding.token(), otherwise);
    }
}
