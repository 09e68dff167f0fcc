package org.dibao.gateway.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.netty.NettyPipeline;

/** What is written to a connection for a stream, and what the server sees of it. */
class StreamBodyTest {
    private static final String CHUNKED_HEAD = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";

    /** What reaches the server and the stream, in order. */
    private final List<String> seen = new ArrayList<>();

    private final EmbeddedChannel channel = new EmbeddedChannel();

    private final StreamBody body = new StreamBody(channel, new StreamBody.Owner() {
        @Override
        public void begun() {
            seen.add("begun");
        }

        @Override
        public void over() {
            seen.add("over");
        }
    });

    StreamBodyTest() {
        channel.pipeline()
                .addLast(NettyPipeline.HttpCodec, new HttpServerCodec())
                .addLast(NettyPipeline.HttpTrafficHandler, new ChannelInboundHandlerAdapter() {
                    @Override
                    public void channelRead(ChannelHandlerContext context, Object message) {
                        if (message instanceof HttpRequest request) {
                            seen.add(request.uri());
                        }
                    }

                    @Override
                    public void userEventTriggered(ChannelHandlerContext context, Object event) {
                        seen.add(event.toString());
                    }
                });
        request("/stream");
        seen.clear();
    }

    @Test
    void aChunkedBodyGoesOnWhenTheServerTakesItForComplete() {
        assertThat(begin(true).isSuccess()).isTrue();
        assertThat(seen).containsExactly("begun");

        ByteBuf framed = body.frame(text("a".repeat(26)));
        body.write(framed.retainedDuplicate());
        body.write(framed);
        String chunk = "1a\r\n" + "a".repeat(26) + "\r\n";
        assertThat(body.isFramed()).isTrue();
        assertThat(written()).isEqualTo(CHUNKED_HEAD + "5\r\nhello\r\n" + chunk + chunk);
        assertThat(framed.refCnt()).isZero();

        body.end();
        assertThat(written()).isEqualTo("0\r\n\r\n");
        assertThat(seen).containsExactly("begun", "over");
    }

    @Test
    void ofAnyOtherBodyTheServerSeesTheEnd() {
        ChannelFuture complete = begin(false);
        assertThat(complete.isDone()).isFalse();

        ByteBuf data = text("event");
        assertThat(body.frame(data)).isSameAs(data);
        body.write(data);
        assertThat(body.isFramed()).isFalse();
        assertThat(written()).endsWith("\r\n\r\nhelloevent");

        body.end();
        assertThat(complete.isSuccess()).isTrue();
    }

    @Test
    void requestsWaitForTheEndWhetherTheyCameBeforeItsBeginningOrLater() {
        begin(true);
        channel.pipeline().fireUserEventTriggered("the server turns to the request that it has");
        request("/next");
        request("/after-next");
        assertThat(seen).containsExactly("begun");

        body.end();
        assertThat(seen)
                .containsExactly(
                        "begun", "the server turns to the request that it has", "/next", "/after-next", "over");
        request("/last");
        assertThat(seen).last().isEqualTo("/last");
    }

    @Test
    void aConnectionThatClosesEndsIt() {
        ChannelFuture complete = begin(false);
        channel.close();
        channel.runPendingTasks();
        assertThat(complete.cause()).isInstanceOf(ClosedChannelException.class);
        assertThat(seen).containsExactly("begun", "over");
    }

    @Test
    void aRefusalIsNoStream() {
        body.expect();
        channel.writeOutbound(head(true), LastHttpContent.EMPTY_LAST_CONTENT);
        assertThat(written()).isEqualTo(CHUNKED_HEAD + "0\r\n\r\n");
        assertThat(seen).isEmpty();
    }

    /** The server writes the head of the response, the greeting and what it takes for the end. */
    private ChannelFuture begin(boolean chunked) {
        body.expect();
        body.greeted();
        channel.writeOutbound(head(chunked), new DefaultHttpContent(text("hello")));
        return channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
    }

    private static HttpResponse head(boolean chunked) {
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        HttpUtil.setTransferEncodingChunked(head, chunked);
        return head;
    }

    private void request(String path) {
        channel.writeInbound(text("GET " + path + " HTTP/1.1\r\n\r\n"));
    }

    private static ByteBuf text(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
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
