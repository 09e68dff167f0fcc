package org.dibao.ingest.fields;

import java.util.List;
import java.util.Map;

/** A YAML or JSON value before interpretation. */
public sealed interface Value {
    /** The number of values in it, including itself, with each alias counted as often as it is used. */
    int size();

    /**
     * @param text  as it was written
     * @param plain whether it was written without quotes, so that it may be a number, a boolean, a date or null
     */
    record Scalar(String text, boolean plain) implements Value {
        @Override
        public int size() {
            return 1;
        }

        /** Whether it stands for null. */
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

    /** Members in the given order; of two with the same name the last counts. */
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
