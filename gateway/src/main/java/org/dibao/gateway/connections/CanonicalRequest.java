package org.dibao.gateway.connections;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import java.util.HexFormat;

/** Normalizes each request, whatever the client and proxies did to it: a non-ASCII target is percent-encoded. */
@ChannelHandler.Sharable
final class CanonicalRequest extends ChannelInboundHandlerAdapter {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            request.setUri(encoded(request.uri()));
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
                out.append('%').append(HEX.toHexDigits((byte) c));
            }
        }
        return out.toString();
    }
}
