package org.dibao.delivery.dispatch;

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

    /** The event's own JSON is not kept beside it: nobody else needs that here. */
    private static byte[] cloudEvent(LogEvent event, boolean left) {
        String data = "{\"event\":\"" + event.name() + (left ? "\",\"left\":true," : "\",")
                + event.event().members() + '}';
        return CloudEventsJson.of(event, null, data).getBytes(StandardCharsets.UTF_8);
    }
}
