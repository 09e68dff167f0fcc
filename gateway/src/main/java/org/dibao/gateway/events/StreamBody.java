package org.dibao.gateway.events;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * The body of a stream's response. The server writes the response's head and the greeting and takes it for complete; the end of
 * the body is held back here until the stream ends. So of the request, and of all that has answered it, nothing is kept in memory
 * while the stream is open. Requests that the client sends meanwhile wait here.
 *
 * <p>If the body is in chunks (RFC 9112, section 7.1), as that of HTTP/1.1 is, a chunk is made once, for all streams that are sent
 * the same bytes, and passes by the handlers that make chunks and look for what begins or ends a response: they take longer than
 * the write itself. Confined to the connection's event loop, unless stated otherwise.
 */
final class StreamBody extends ChannelDuplexHandler {
    private static final byte[] LINE_END = {'\r', '\n'};
    /** Digits of the size, two line ends. */
    private static final int FRAME = 12;

    /** Whose body it is. */
    interface Owner {
        /** The greeting has been written: now events can be. */
        void begun();

        /** It has ended, or the connection is closed. */
        void over();
    }

    private final Channel channel;
    private final Owner owner;
    private volatile boolean greeted;
    private boolean chunked;
    private boolean connectionStays;
    private boolean open;
    private @Nullable ChannelHandlerContext codec;
    /** What the server does once it is told that the body's end has been written. */
    private @Nullable ChannelPromise endWritten;

    private @Nullable Object serverIsThrough;
    private @Nullable Queue<Object> requests;
    private boolean wantsMore;

    StreamBody(Channel channel, Owner owner) {
        this.channel = channel;
        this.owner = owner;
    }

    /** To be called before the response is written. Any thread. */
    void expect() {
        channel.pipeline().addBefore(NettyPipeline.HttpTrafficHandler, null, this);
    }

    /** The greeting is what the server writes next: the response is no refusal. Any thread. */
    void greeted() {
        greeted = true;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse head) {
            chunked = HttpUtil.isTransferEncodingChunked(head);
            connectionStays = HttpUtil.isKeepAlive(head);
        }
        if (greeted && message instanceof LastHttpContent) {
            begin(promise);
        } else {
            context.write(message, promise);
        }
    }

    private void begin(ChannelPromise end) {
        open = true;
        codec = chunked ? channel.pipeline().context(NettyPipeline.HttpCodec) : null;
        if (chunked && connectionStays) {
            end.setSuccess(); // lets the server go
        } else {
            endWritten = end; // the server would close the connection
        }
        owner.begun();
    }

    /** Whether what is written here is {@linkplain #frame framed}. */
    boolean isFramed() {
        return codec != null;
    }

    /**
     * What is to be written for some data, which is at least one byte. Takes over the buffer and gives one away; it may be
     * written to every connection whose body {@linkplain #isFramed is framed}.
     */
    ByteBuf frame(ByteBuf data) {
        if (codec == null) {
            return data;
        }
        try {
            return channel.alloc()
                    .ioBuffer(data.readableBytes() + FRAME)
                    .writeBytes(Integer.toHexString(data.readableBytes()).getBytes(StandardCharsets.US_ASCII))
                    .writeBytes(LINE_END)
                    .writeBytes(data)
                    .writeBytes(LINE_END);
        } finally {
            data.release();
        }
    }

    /** Writes something {@linkplain #frame framed}, whose buffer is then released. */
    ChannelFuture write(ByteBuf framed) {
        // From the codec's own place on: towards the network, past the codec.
        return codec != null ? codec.writeAndFlush(framed) : own().writeAndFlush(framed);
    }

    /** Ends the body after what has been written. The connection then turns to its next request, if it stays open. */
    void end() {
        ChannelPromise written = endWritten == null ? channel.newPromise() : endWritten;
        own().writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT, written).addListener(_ -> {
            if (channel.isActive()) {
                channel.pipeline().remove(this);
            }
        });
    }

    private ChannelHandlerContext own() {
        return channel.pipeline().context(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (requests != null) {
            requests.add(message);
        } else if (open && message instanceof HttpRequest) {
            requests = new ArrayDeque<>();
            requests.add(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    @Override
    public void read(ChannelHandlerContext context) {
        if (requests == null) {
            context.read();
        } else {
            wantsMore = true;
        }
    }

    /** The server would turn to a request that came before the greeting was written. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (open && serverIsThrough == null) {
            serverIsThrough = event;
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (endWritten != null) {
            endWritten.tryFailure(new ClosedChannelException());
        }
        if (channel.isActive()) {
            turnToNext(context);
        } else if (requests != null) {
            requests.forEach(ReferenceCountUtil::release);
        }
        owner.over();
    }

    private void turnToNext(ChannelHandlerContext context) {
        if (serverIsThrough != null) {
            context.fireUserEventTriggered(serverIsThrough);
        }
        if (requests != null) {
            requests.forEach(context::fireChannelRead);
            context.fireChannelReadComplete();
        }
        if (wantsMore) {
            context.read();
        }
    }
}
