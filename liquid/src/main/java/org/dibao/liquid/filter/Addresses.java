package org.dibao.liquid.filter;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses in their normal form (RFC 3986, 6.2). */
final class Addresses {
    private static final Pattern PARTS =
            Pattern.compile("(?:([^:/?#]+):)?(?://([^/?#]*))?([^?#]*)(?:\\?([^#]*))?(?:#(.*))?", Pattern.DOTALL);
    private static final String UNRESERVED = "-._~";
    private static final String RESERVED = ":/?#[]@!$&'()*+,;=";
    private static final String PATH = ":@!$&'()*+,;=";

    private Addresses() {}

    /** A text as a part of an address: encoded once, also if it was before. */
    static String component(String text) {
        return encoded(text, RESERVED);
    }

    static String normal(String address) {
        Matcher parts = PARTS.matcher(address);
        if (!parts.matches()) {
            return address;
        }
        StringBuilder out = new StringBuilder();
        if (parts.group(1) != null) {
            out.append(parts.group(1).toLowerCase(Locale.ROOT)).append(':');
        }
        if (parts.group(2) != null) {
            String host = parts.group(2).toLowerCase(Locale.ROOT);
            out.append("//").append(host.replaceFirst("https".equalsIgnoreCase(parts.group(1)) ? ":443$" : ":80$", ""));
        }
        String path = path(parts.group(3));
        out.append(path.isEmpty() && parts.group(2) != null ? "/" : path);
        if (parts.group(4) != null) {
            out.append('?').append(encoded(parts.group(4), PATH + "/?[]"));
        }
        if (parts.group(5) != null) {
            out.append('#').append(encoded(parts.group(5), PATH + "/?"));
        }
        return out.toString();
    }

    private static String path(String path) {
        Deque<String> segments = new ArrayDeque<>();
        String[] given = path.split("/", -1);
        for (int i = 0; i < given.length; i++) {
            boolean last = i == given.length - 1;
            if (given[i].equals("..")) {
                if (segments.size() > 1) {
                    segments.removeLast();
                }
                if (last) {
                    segments.add("");
                }
            } else if (!given[i].equals(".")) {
                segments.add(encoded(given[i], PATH));
            } else if (last) {
                segments.add("");
            }
        }
        return String.join("/", segments);
    }

    private static String encoded(String text, String kept) {
        String plain = Normalizer.normalize(new String(bytes(text), StandardCharsets.UTF_8), Normalizer.Form.NFKC);
        StringBuilder out = new StringBuilder();
        for (byte b : plain.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (c < 128 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0 || kept.indexOf(c) >= 0)) {
                out.append(c);
            } else {
                out.append("%%%02X".formatted((int) c));
            }
        }
        return out.toString();
    }

    /** What is encoded with percent signs. */
    static byte[] bytes(String text) {
        byte[] given = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(given.length);
        for (int i = 0; i < given.length; i++) {
            int high = given[i] == '%' && i + 2 < given.length ? Character.digit(given[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(given[i + 2], 16);
            if (low >= 0) {
                out.write(high * 16 + low);
                i += 2;
            } else {
                out.write(given[i]);
            }
        }
        return out.toByteArray();
    }
}
