package org.dibao.delivery.dispatch;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.dibao.contract.article.Position;
import org.dibao.eventlog.publicevents.CloudEventsJson;
import org.dibao.eventlog.publicevents.LogEvent;

/** Events as CloudEvents structured JSON. Most subscribers get an event in the same form, and share its bytes. */
final class MessageBody {
    /** What tells this form of an event from others. */
    private static final Object FORMAT = MessageBody.class;

    private MessageBody() {}

    static byte[] of(LogEvent event, boolean left) {
        return left ? cloudEvent(event, true) : event.frame(FORMAT, Position.NONE, () -> cloudEvent(event, false));
    }

    private static byte[] cloudEvent(LogEvent event, boolean left) {
        ByteArrayOutputStream data = new ByteArrayOutputStream(1024);
        data.writeBytes(bytes("{\"event\":\"" + event.name() + (left ? "\",\"left\":true," : "\",")));
        data.writeBytes(event.members());
        data.write('}');
        return bytes(CloudEventsJson.of(event, null, data.toByteArray()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
