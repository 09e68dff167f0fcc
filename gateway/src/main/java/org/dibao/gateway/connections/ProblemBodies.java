package org.dibao.gateway.connections;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.util.ReferenceCountUtil;
import org.dibao.support.problem.ProblemDocuments;
import org.springframework.http.HttpStatus;

/** Adds a problem document to refusals from below the application: a request that is not HTTP or too long. */
@ChannelHandler.Sharable
final class ProblemBodies extends ChannelOutboundHandlerAdapter {

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        context.write(message instanceof FullHttpResponse response ? withBody(response) : message, promise);
    }

    private static FullHttpResponse withBody(FullHttpResponse bare) {
        HttpStatus status = HttpStatus.resolve(bare.status().code());
        if (status == null
                || !status.isError()
                || bare.content().isReadable()
                || bare.headers().contains(HttpHeaderNames.CONTENT_TYPE)) {
            return bare;
        }
        byte[] body = ProblemDocuments.bytes(ProblemDocuments.of(status, detail(status)));
        FullHttpResponse full = new DefaultFullHttpResponse(
                bare.protocolVersion(),
                bare.status(),
                Unpooled.wrappedBuffer(body),
                bare.headers().copy(),
                bare.trailingHeaders().copy());
        full.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/problem+json");
        full.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        ReferenceCountUtil.release(bare);
        return full;
    }

    private static String detail(HttpStatus status) {
        return switch (status) {
            case URI_TOO_LONG -> "The address is too long: shorten it.";
            case REQUEST_HEADER_FIELDS_TOO_LARGE -> "The headers are too large: send fewer or shorter ones.";
            case BAD_REQUEST ->
                "The request is not valid HTTP. Letters other than ASCII must be percent-encoded in an address, such as"
                        + " /search?q=%E6%B1%9F for /search?q=江.";
            default -> status.getReasonPhrase() + ".";
        };
    }
}
