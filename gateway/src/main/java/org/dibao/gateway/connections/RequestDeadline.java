package org.dibao.gateway.connections;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection if a request does not arrive in time, even if it trickles in steadily. There is one timer per
 * connection: it is not restarted for each request; when it fires, it checks whether the deadline has moved.
 */
final class RequestDeadline extends ChannelDuplexHandler {
    private static final long NEVER = Long.MAX_VALUE;
    /** Who handles these ends what stalls. */
    private static final List<String> UNLIMITED = List.of("/api/imports", "/api/assets/", "/api/media");

    private final ConnectionSettings settings;
    private long deadline = NEVER;
    private boolean ticking;
    private @Nullable Future<?> timer;
    private boolean requestComplete = true;
    private boolean answered = true;

    RequestDeadline(ConnectionSettings settings) {
        this.settings = settings;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        set(context, settings.headerTimeout().toNanos());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            requestComplete = false;
            answered = false;
            if (isUnlimited(request.uri())) {
                deadline = NEVER;
            } else {
                set(context, settings.bodyTimeout().toNanos());
            }
        }
        if (message instanceof LastHttpContent) {
            requestComplete = true;
            waitForNext(context);
        }
        context.fireChannelRead(message);
    }

    private static boolean isUnlimited(String uri) {
        for (String prefix : UNLIMITED) {
            if (uri.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        boolean informational = message instanceof HttpResponse response
                && response.status().codeClass() == io.netty.handler.codec.http.HttpStatusClass.INFORMATIONAL
                && !response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS);
        if (message instanceof LastHttpContent && !informational) {
            answered = true;
            waitForNext(context);
        }
        context.write(message, promise);
    }

    /** The connection is closed: until it fired, the timer would keep it in memory. */
    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    private void waitForNext(ChannelHandlerContext context) {
        if (!requestComplete) {
            if (answered && deadline == NEVER) {
                set(context, settings.bodyTimeout().toNanos()); // the rest of a refused import
            }
        } else if (answered) {
            set(context, settings.idleTimeout().toNanos());
        } else {
            deadline = NEVER; // it is our turn to answer
        }
    }

    private void set(ChannelHandlerContext context, long nanos) {
        deadline = System.nanoTime() + nanos;
        if (!ticking) {
            ticking = true;
            schedule(context, nanos);
        }
    }

    private void schedule(ChannelHandlerContext context, long nanos) {
        timer = context.executor().schedule(() -> look(context), nanos, TimeUnit.NANOSECONDS);
    }

    private void look(ChannelHandlerContext context) {
        if (!context.channel().isActive() || deadline == NEVER) {
            ticking = false;
            return;
        }
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            context.close();
        } else {
            schedule(context, left);
        }
    }
}
