package org.dibao.gateway.connections;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import org.dibao.contract.wire.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Sends {@link ReadyAnswers} before anything else sees the request. Only plain requests take this way, and only while
 * no other request of the connection is under way: answers keep the order of their requests (RFC 9112, 9.3.2). It also
 * ends the connection after the answer to a request that says {@code Connection: close}; what follows such a request is
 * dropped (9.6). One instance per connection.
 */
final class ShortCut extends ChannelDuplexHandler {
    /** With one of these a request is more than a question: it has a body, or wants something of the connection. */
    private static final AsciiString[] SPECIAL = {
        HttpHeaderNames.CONTENT_LENGTH,
        HttpHeaderNames.TRANSFER_ENCODING,
        HttpHeaderNames.EXPECT,
        HttpHeaderNames.UPGRADE,
        HttpHeaderNames.RANGE,
        AsciiString.cached(Headers.HTTP_AT_LEAST),
        AsciiString.cached(Headers.HTTP_WANT_KEYS),
        AsciiString.cached(Headers.HTTP_WARM_UP)
    };

    private final ReadyAnswers answers;
    private final RequestMeters meters;
    /** Requests that are handled and not yet answered. */
    private int underWay;
    /** No further request on this connection is answered. */
    private boolean ending;
    /** The last request has been read. */
    private boolean dropping;
    /** The end of the request that has just been answered is yet to come. */
    private boolean answered;

    private boolean unflushed;
    private boolean wantsMore;
    /** The host of an earlier request, known to be plain: a connection's requests mostly have the same. */
    private @Nullable String plainHost;

    ShortCut(ReadyAnswers answers, RequestMeters meters) {
        this.answers = answers;
        this.meters = meters;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (dropping) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request) {
            answered = underWay == 0 && !ending && isPlain(request) && answer(context, request);
            if (answered) {
                return;
            }
            underWay++;
            ending |= !HttpUtil.isKeepAlive(request);
            keepFromTheServer(request);
        }
        if (answered) {
            ReferenceCountUtil.release(message);
        } else {
            dropping = ending && message instanceof LastHttpContent;
            context.fireChannelRead(message);
        }
    }

    /**
     * Reactor Netty 1.3.8 must not see that a request is the last one: if it comes before the one before is wholly
     * cleaned up, though its answer has been sent, it is put aside and never taken up again.
     */
    private static void keepFromTheServer(HttpRequest last) {
        if (last.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
            HttpUtil.setKeepAlive(last, true);
        }
    }

    private boolean isPlain(HttpRequest request) {
        HttpHeaders headers = request.headers();
        for (AsciiString special : SPECIAL) {
            if (headers.contains(special)) {
                return false;
            }
        }
        return request.decoderResult().isSuccess()
                && request.protocolVersion().equals(HttpVersion.HTTP_1_1)
                && (request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD))
                && isKept(headers.get(HttpHeaderNames.CONNECTION))
                && hasPlainHost(headers);
    }

    /** Any other is for whoever handles the request to judge. */
    private boolean hasPlainHost(HttpHeaders headers) {
        List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
        if (hosts.size() != 1) {
            return false;
        }
        String host = hosts.getFirst();
        if (!host.equals(plainHost)) {
            if (!TrustedProxies.isAuthority(host)) {
                return false;
            }
            plainHost = host;
        }
        return true;
    }

    private static boolean isKept(@Nullable String connection) {
        return connection == null || connection.equalsIgnoreCase("keep-alive");
    }

    private boolean answer(ChannelHandlerContext context, HttpRequest request) {
        long start = System.nanoTime();
        ReadyAnswer answer = answers.to(request);
        if (answer == null) {
            return false;
        }
        meters.record(path(request.uri()), answer.status(), System.nanoTime() - start);
        context.write(answer.response());
        unflushed = true;
        wantsMore = true;
        return true;
    }

    private static String path(String uri) {
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    /** Nobody else asks for the next request, because nobody else has seen this one. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (unflushed) {
            unflushed = false;
            context.flush();
        }
        readOn(context);
        context.fireChannelReadComplete();
    }

    /** A client that does not take its answers may not ask for more. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        readOn(context);
        context.fireChannelWritabilityChanged();
    }

    private void readOn(ChannelHandlerContext context) {
        if (wantsMore && context.channel().isWritable()) {
            wantsMore = false;
            context.read();
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        boolean informational = false;
        if (message instanceof HttpResponse response) {
            informational = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            ending |= !HttpUtil.isKeepAlive(response);
            if (ending && underWay == 1 && !informational) {
                HttpUtil.setKeepAlive(response, false);
            }
        }
        if (message instanceof LastHttpContent && !informational) {
            underWay--;
            if (ending && underWay == 0) {
                context.write(message, promise.unvoid()).addListener(ChannelFutureListener.CLOSE);
                return;
            }
        }
        context.write(message, promise);
    }
}
