package org.dibao.delivery.dispatch;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.dibao.contract.article.Position;
import org.dibao.delivery.events.Contents;
import org.dibao.delivery.subscription.Subscription.Payload;
import org.dibao.eventlog.publicevents.CloudEventsJson;
import org.dibao.eventlog.publicevents.LogEvent;
import reactor.core.publisher.Mono;

/** Events as CloudEvents structured JSON. */
final class MessageBody {
    private static final String SOURCE = "/delivery";

    private MessageBody() {}

    /** Fails if the article of a whole payload is not to be had at the moment. */
    static Mono<byte[]> of(LogEvent event, boolean left, Payload payload, Contents contents) {
        if (payload == Payload.WHOLE && event.now() != null) {
            return contents.of(event)
                    .map(content -> cloudEvent(event, left, content))
                    .switchIfEmpty(Mono.fromSupplier(() -> thin(event, left)));
        }
        return Mono.just(thin(event, left));
    }

    /** Most subscribers get an event in this form, and share its bytes. */
    private static byte[] thin(LogEvent event, boolean left) {
        return left
                ? cloudEvent(event, true, new byte[0])
                : event.frame(SOURCE, Position.NONE, () -> cloudEvent(event, false, new byte[0]));
    }

    private static byte[] cloudEvent(LogEvent event, boolean left, byte[] content) {
        ByteArrayOutputStream data = new ByteArrayOutputStream(1024);
        data.writeBytes(bytes("{\"event\":\"" + event.name() + (left ? "\",\"left\":true," : "\",")));
        data.writeBytes(event.members());
        if (content.length > 0) {
            data.writeBytes(bytes(",\"content\":"));
            data.writeBytes(content);
        }
        data.write('}');
        return bytes(CloudEventsJson.of(event, SOURCE, null, data.toByteArray()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
