package org.dibao.gateway.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import reactor.netty.NettyPipeline;

/** What is written to a connection for a stream's events. */
class StreamBodyTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();

    @Test
    void aChunkedBodyIsWrittenInChunksBetweenThoseOfTheServer() {
        begin(true);
        StreamBody body = new StreamBody(channel, () -> true);
        body.begun();

        ByteBuf framed = body.frame(Unpooled.copiedBuffer("a".repeat(26), StandardCharsets.US_ASCII));
        body.write(framed.retainedDuplicate());
        body.write(framed);
        channel.writeOutbound(LastHttpContent.EMPTY_LAST_CONTENT);

        String chunk = "1a\r\n" + "a".repeat(26) + "\r\n";
        assertThat(body.isFramed()).isTrue();
        assertThat(written()).endsWith("\r\n\r\n" + chunk + chunk + "0\r\n\r\n");
        assertThat(framed.refCnt()).isZero();
    }

    @Test
    void anyOtherBodyIsLeftToTheServer() {
        begin(false);
        StreamBody body = new StreamBody(channel, () -> false);
        body.begun();

        ByteBuf data = Unpooled.copiedBuffer("event", StandardCharsets.US_ASCII);
        assertThat(body.frame(data)).isSameAs(data);
        body.write(data);

        assertThat(body.isFramed()).isFalse();
        assertThat(written()).endsWith("\r\n\r\nevent");
    }

    /** The server writes the head of the response. */
    private void begin(boolean chunked) {
        channel.pipeline()
                .addLast(NettyPipeline.HttpCodec, new HttpServerCodec())
                .addLast(new ChannelOutboundHandlerAdapter());
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        HttpUtil.setTransferEncodingChunked(head, chunked);
        channel.writeOutbound(head);
    }

    private String written() {
        StringBuilder all = new StringBuilder();
        for (ByteBuf next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
            all.append(next.toString(StandardCharsets.US_ASCII));
            next.release();
        }
        return all.toString();
    }
}
