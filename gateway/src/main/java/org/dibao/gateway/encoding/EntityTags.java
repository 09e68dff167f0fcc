package org.dibao.gateway.encoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tags in a client's {@code If-None-Match} or {@code If-Match}, whatever codings have made of them: a representation
 * that is compressed, here or by a proxy, has a tag that ends in the name of the coding (ours, Apache httpd, Caddy) or
 * a weak one (nginx). None of our tags ends like that otherwise.
 */
public final class EntityTags {
    private static final Pattern TAG = Pattern.compile("(?:W/)?\"([^\"]*?)((?:-(?:gzip|br|zstd|deflate))*)\"");

    private final List<String> lines;
    private final AcceptedCodings accepted;

    private EntityTags(List<String> lines, AcceptedCodings accepted) {
        this.lines = lines;
        this.accepted = accepted;
    }

    /**
     * @param accepted a tag that names another coding is of something that this client could not read: it matches
     *                 nothing, or a shared cache would give it to this client
     */
    public static EntityTags of(List<String> lines, AcceptedCodings accepted) {
        return new EntityTags(lines, accepted);
    }

    public boolean isEmpty() {
        return lines.isEmpty();
    }

    /** The header's lines with strong tags that name no coding, as the services behind know them. */
    public List<String> plain() {
        List<String> plain = new ArrayList<>(lines.size());
        for (String line : lines) {
            plain.add(TAG.matcher(line)
                    .replaceAll(tag ->
                            Matcher.quoteReplacement(isReadable(tag.group(2)) ? quoted(tag.group(1)) : tag.group())));
        }
        return plain;
    }

    /**
     * The tag of a 304 (RFC 9110, 15.4.5): it names the representation that the client has.
     *
     * @param etag of the current revision, without a coding
     * @param best the coding that a 200 would have
     * @return null if the client has none that is current (RFC 9110, 13.1.2)
     */
    public @Nullable String tagOf(String etag, Coding best) {
        String known = null;
        String preferred = best.tagged(etag);
        for (String line : lines) {
            if (line.equals(preferred) || line.strip().equals("*")) {
                return preferred;
            }
            Matcher tag = TAG.matcher(line);
            while (tag.find()) {
                if (quoted(tag.group(1)).equals(etag) && isReadable(tag.group(2))) {
                    String given = marked(etag, tag.group(2));
                    if (given.equals(preferred)) {
                        return preferred;
                    }
                    known = known == null ? given : known;
                }
            }
        }
        return known;
    }

    static boolean namesCoding(String etag) {
        Matcher tag = TAG.matcher(etag);
        return tag.matches() && !tag.group(2).isEmpty();
    }

    /** One coding at most: Apache httpd appends its own to that of each 304. */
    private static String marked(String etag, String codings) {
        Coding coding = codings.isEmpty() ? Coding.IDENTITY : Coding.named(codings.split("-")[1]);
        return coding == null ? etag : coding.tagged(etag);
    }

    private boolean isReadable(String codings) {
        return codings.isEmpty()
                || Arrays.stream(codings.substring(1).split("-")).allMatch(accepted::accepts);
    }

    private static String quoted(String tag) {
        return "\"" + tag + "\"";
    }
}
