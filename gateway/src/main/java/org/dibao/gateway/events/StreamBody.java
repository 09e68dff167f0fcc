package org.dibao.gateway.events;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * The body of a stream's response, after its beginning has been written by the server. If the body is in chunks (RFC 9112, section
 * 7.1), as that of HTTP/1.1 is, a chunk is made once, for all streams that are sent the same bytes, and passes by the handlers
 * that make chunks and look for what begins or ends a response: they take longer than the write itself. Confined to the
 * connection's event loop.
 */
final class StreamBody {
    private static final byte[] LINE_END = {'\r', '\n'};
    /** Digits of the size, two line ends. */
    private static final int FRAME = 12;

    private final Channel channel;
    private final BooleanSupplier chunked;
    private @Nullable ChannelHandlerContext codec;

    /** @param chunked whether the body is in chunks; asked when its beginning has been written */
    StreamBody(Channel channel, BooleanSupplier chunked) {
        this.channel = channel;
        this.chunked = chunked;
    }

    /** Its beginning has been written. */
    void begun() {
        codec = chunked.getAsBoolean() ? channel.pipeline().context(NettyPipeline.HttpCodec) : null;
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
        ChannelHandlerContext codec = this.codec;
        // From the codec's own place on: towards the network, past the codec.
        return codec != null && !codec.isRemoved() ? codec.writeAndFlush(framed) : channel.writeAndFlush(framed);
    }
}
