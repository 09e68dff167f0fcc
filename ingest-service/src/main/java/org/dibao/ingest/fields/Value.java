package org.dibao.ingest.fields;

import java.util.List;
import java.util.Map;

/** A value of YAML or JSON before it means anything. */
public sealed interface Value {
    /** Values in it, itself included and each alias counted as often as it is used. */
    int size();

    /**
     * @param text  as it was written
     * @param plain written without quotes, so that it may be a number, a truth value, a date or nothing
     */
    record Scalar(String text, boolean plain) implements Value {
        @Override
        public int size() {
            return 1;
        }

        /** Whether it says that there is no value. */
        public boolean isNull() {
            return plain
                    && switch (text) {
                        case "", "~", "null", "Null", "NULL" -> true;
                        default -> false;
                    };
        }
    }

    record Sequence(List<Value> items, int size) implements Value {
        public Sequence(List<Value> items) {
            this(List.copyOf(items), 1 + sum(items));
        }
    }

    /** Members in the order given; of two with one name the last counts. */
    record Mapping(Map<String, Value> members, int size) implements Value {
        public Mapping(Map<String, Value> members) {
            this(java.util.Collections.unmodifiableMap(members), 1 + sum(members.values()));
        }
    }

    private static int sum(Iterable<Value> values) {
        long sum = 0;
        for (Value value : values) {
            sum += value.size();
        }
        return (int) Math.min(sum, Integer.MAX_VALUE - 1L);
    }
}
