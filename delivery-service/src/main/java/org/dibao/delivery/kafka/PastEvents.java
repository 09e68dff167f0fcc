package org.dibao.delivery.kafka;

import java.util.ArrayList;
import java.util.List;
import org.dibao.contract.wire.NewerVersion;
import org.dibao.contract.wire.Unreadable;
import org.dibao.eventlog.ReceivedRecord;
import org.dibao.eventlog.publicevents.LogEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes events of the past up to one that this release cannot read: whoever gets there waits before it, and health says why. What
 * came before is delivered. Thread-safe.
 */
final class PastEvents {
    private static final Logger log = LoggerFactory.getLogger(PastEvents.class);

    private volatile @Nullable Stop stop;

    private record Stop(long offset, String why) {}

    /** Why somebody waits; absent if nobody does. */
    @Nullable
    String trouble() {
        Stop now = stop;
        return now == null ? null : now.why();
    }

    EventBlocks.Run run(List<ReceivedRecord> records) {
        List<LogEvent> events = new ArrayList<>(records.size());
        long bytes = 0;
        for (ReceivedRecord record : records) {
            try {
                events.add(LogEvent.of(record));
            } catch (Unreadable | NewerVersion e) {
                if (events.isEmpty()) {
                    throw stopped(record, e);
                }
                return new EventBlocks.Run(events, bytes, true);
            }
            bytes += record.bytes();
            goesOn(record);
        }
        return new EventBlocks.Run(events, bytes, false);
    }

    private IllegalStateException stopped(ReceivedRecord record, Exception e) {
        String why = "offset " + record.offset() + " of publications cannot be read: " + e.getMessage();
        Stop before = stop;
        if (before == null || before.offset() != record.offset()) {
            log.error("{}; subscribers that are behind wait before it", why);
        }
        stop = new Stop(record.offset(), why);
        return new IllegalStateException(why, e);
    }

    private void goesOn(ReceivedRecord record) {
        Stop before = stop;
        if (before != null && before.offset() == record.offset()) {
            stop = null;
        }
    }
}
