package org.dibao.gateway.connections;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Normalizes each request, whatever the client and proxies did to it: a non-ASCII target is percent-encoded, and an
 * entity tag is as this gateway issued it.
 */
@ChannelHandler.Sharable
final class CanonicalRequest extends ChannelInboundHandlerAdapter {
    /**
     * A proxy that compresses changes the tag: nginx makes it weak, Apache httpd and Caddy append the name of the
     * coding. None of our tags ends like that, and weak and strong tags of ours compare as equal.
     */
    private static final Pattern MARKED_TAG = Pattern.compile("(?:W/)?(\"[^\"]*?)(?:-(?:gzip|br|zstd|deflate))?\"");

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            request.setUri(encoded(request.uri()));
            unmark(request.headers(), HttpHeaderNames.IF_MATCH);
            unmark(request.headers(), HttpHeaderNames.IF_NONE_MATCH);
        }
        context.fireChannelRead(message);
    }

    /** Netty decodes each byte of the request line as one character. */
    private static String encoded(String target) {
        int i = 0;
        while (i < target.length() && target.charAt(i) < 0x80) {
            i++;
        }
        if (i == target.length()) {
            return target;
        }
        StringBuilder out = new StringBuilder(target.length() + 32).append(target, 0, i);
        for (; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c < 0x80) {
                out.append(c);
            } else {
                out.append('%').append(hex(c >> 4)).append(hex(c));
            }
        }
        return out.toString();
    }

    private static char hex(int bits) {
        return Character.toUpperCase(Character.forDigit(bits & 15, 16));
    }

    private static void unmark(HttpHeaders headers, AsciiString name) {
        if (headers.contains(name)) {
            List<String> tags = headers.getAll(name).stream()
                    .map(tag -> MARKED_TAG.matcher(tag).replaceAll("$1\""))
                    .toList();
            headers.set(name, tags);
        }
    }
}
