package org.dibao.delivery.dispatch;

import org.dibao.contract.article.Position;
import org.jspecify.annotations.Nullable;

/** A run of events that a courier reads: the main one, which has no end, or a redelivery. */
final class Lane {
    final boolean again;
    final long id;
    private final @Nullable Position end;
    private Position cursor;

    private Lane(boolean again, long id, Position cursor, @Nullable Position end) {
        this.again = again;
        this.id = id;
        this.cursor = cursor;
        this.end = end;
    }

    static Lane main(Position cursor) {
        return new Lane(false, 0, cursor, null);
    }

    static Lane redelivery(long id, Position cursor, Position end) {
        return new Lane(true, id, cursor, end);
    }

    /** The last position that was taken. */
    Position cursor() {
        return cursor;
    }

    void advanceTo(Position position) {
        cursor = position;
    }

    boolean includes(Position position) {
        return end == null || end.isAtLeast(position);
    }

    boolean isRead() {
        return end != null && cursor.isAtLeast(end);
    }
}
