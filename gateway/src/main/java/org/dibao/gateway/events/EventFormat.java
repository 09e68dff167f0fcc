package org.dibao.gateway.events;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.dibao.contract.json.Json;
import org.dibao.eventlog.publicevents.LogEvent;
import org.springframework.http.MediaType;

/** The forms of the stream. Whatever it sends at once ends with its cursor, so that half of it leaves none behind. */
enum EventFormat {
    /** Server-sent events, as the HTML standard defines them. */
    SSE(new MediaType("text", "event-stream", StandardCharsets.UTF_8)) {
        @Override
        byte[] event(Delivery delivery) {
            return frame(delivery.event().name(), json(delivery), delivery.cursor());
        }

        @Override
        byte[] cursor(Cursor cursor) {
            return frame("cursor", cursorJson(cursor), cursor);
        }

        @Override
        byte[] hello(Cursor cursor, long retryMillis) {
            return join(bytes("retry: " + retryMillis + "\n"), cursor(cursor));
        }

        @Override
        byte[] heartbeat() {
            return bytes(":\n\n");
        }

        @Override
        byte[] closing(String reason) {
            return bytes("event: closing\ndata: " + closingJson(reason) + "\n\n");
        }

        private byte[] frame(String name, byte[] json, Cursor cursor) {
            return join(bytes("event: " + name + "\ndata: "), json, bytes("\nid: " + cursor + "\n\n"));
        }
    },

    /** A line of JSON for each event. */
    NDJSON(MediaType.APPLICATION_NDJSON) {
        @Override
        byte[] event(Delivery delivery) {
            return line(json(delivery));
        }

        @Override
        byte[] cursor(Cursor cursor) {
            return line(cursorJson(cursor));
        }

        @Override
        byte[] hello(Cursor cursor, long retryMillis) {
            return cursor(cursor);
        }

        @Override
        byte[] heartbeat() {
            return bytes("\n");
        }

        @Override
        byte[] closing(String reason) {
            return bytes(closingJson(reason) + "\n");
        }

        private byte[] line(byte[] json) {
            return join(json, bytes("\n"));
        }
    };

    private final MediaType type;

    EventFormat(MediaType type) {
        this.type = type;
    }

    MediaType type() {
        return type;
    }

    abstract byte[] event(Delivery delivery);

    /** Moves the subscriber's cursor past events that it did not ask for. */
    abstract byte[] cursor(Cursor cursor);

    /** What a stream begins with. */
    abstract byte[] hello(Cursor cursor, long retryMillis);

    abstract byte[] heartbeat();

    /** What the gateway says before it ends the stream. */
    abstract byte[] closing(String reason);

    /** The event's JSON, with what is this subscriber's own in front, and the article's content at the end. */
    static byte[] json(Delivery delivery) {
        LogEvent event = delivery.event();
        byte[] own = bytes("{\"cursor\":\"" + delivery.cursor() + "\",\"event\":\"" + event.name() + "\",\"previous\":"
                + delivery.previous() + (delivery.left() ? ",\"left\":true," : ","));
        byte[] purge = delivery.keys() && event.kind() != null ? join(bytes(",\"purge\":"), event.purge()) : bytes("");
        return delivery.content() == null
                ? join(own, event.members(), purge, bytes("}"))
                : join(own, event.members(), purge, bytes(",\"content\":"), delivery.content(), bytes("}"));
    }

    private static byte[] cursorJson(Cursor cursor) {
        return bytes("{\"cursor\":\"" + cursor + "\",\"event\":\"cursor\",\"position\":" + cursor.position() + "}");
    }

    private static String closingJson(String reason) {
        return "{\"event\":\"closing\",\"reason\":" + Json.text(reason) + "}";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
