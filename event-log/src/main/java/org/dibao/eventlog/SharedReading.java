package org.dibao.eventlog;

import java.util.Arrays;
import java.util.Map;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.wire.Codec;
import org.dibao.contract.wire.Unreadable;
import org.jspecify.annotations.Nullable;

/**
 * Publications that several followers in one process read, each of them parsed once: the followers are at nearly the same place, and
 * in {@code standalone} there are four. The last few hundred are kept. Records are the same if their headers and bytes are, so
 * nothing depends on which topic or cluster they came from. Thread-safe; followers that read a record at once wait for the first.
 */
final class SharedReading {
    /** A power of two; as many as a follower reads at once. */
    private static final int MOST = 512;
    /** Bytes; a larger record is rare, and not worth its memory. */
    private static final int LARGEST = 16 * 1024;

    private final Place[] places = new Place[MOST];

    private static final class Place {
        private @Nullable Map<String, String> headers;
        private byte @Nullable [] value;
        private @Nullable Publication publication;
    }

    SharedReading() {
        Arrays.setAll(places, _ -> new Place());
    }

    /** @throws Unreadable as {@link Codec#readPublication} does */
    Publication read(ReceivedRecord record) throws Unreadable {
        byte[] value = record.value();
        if (value == null || value.length > LARGEST) {
            return Codec.readPublication(record.headers(), value);
        }
        Place place = places[(int) (record.offset() & MOST - 1)];
        synchronized (place) {
            Publication known = place.publication;
            if (known != null
                    && Arrays.equals(value, place.value)
                    && record.headers().equals(place.headers)) {
                return known;
            }
            Publication read = Codec.readPublication(record.headers(), value);
            place.headers = record.headers();
            place.value = value;
            place.publication = read;
            return read;
        }
    }
}
