package org.dibao.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Document;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.h2.mvstore.WriteBuffer;
import org.junit.jupiter.api.Test;

class BsonValueTypeTest {
    private final BsonValueType type = new BsonValueType();

    private final List<Object> samples = List.of(
            Missing.getInstance(),
            "",
            "邸报 \0 🐎",
            Long.MIN_VALUE,
            42L,
            42,
            -0.5,
            Double.MAX_VALUE,
            true,
            Instant.ofEpochMilli(5),
            new BinData(new byte[] {1, 0, -1}),
            new Document(),
            new Document("a", new Document("b", List.of(1L, "x"))).append("n", null),
            List.of("x", 2),
            new KeyValue("x"),
            new KeyValue("x", null, 2.0),
            new KeyValue(new Document("article", "a").append("n", 1.0)));

    @Test
    void whatWasWrittenIsRead() {
        WriteBuffer out = new WriteBuffer();
        samples.forEach(value -> type.write(out, value));
        ByteBuffer in = out.getBuffer().flip();

        assertThat(samples.stream().map(_ -> type.read(in)).toList()).isEqualTo(samples);
        assertThat(in.hasRemaining()).isFalse();
    }

    @Test
    void theOrderIsTotalAndTheSameAfterReading() {
        List<Object> values = new ArrayList<>(samples);
        Random random = new Random(11);
        for (int i = 0; i < 60; i++) {
            values.add(new KeyValue("k" + random.nextInt(30)));
            values.add(new KeyValue((double) random.nextInt(30)));
            values.add(new KeyValue(new Document("a", (double) random.nextInt(5)).append("b", "" + random.nextInt(5))));
        }
        for (Object a : values) {
            for (Object b : values) {
                int order = Integer.signum(type.compare(a, b));
                assertThat(order).isEqualTo(-Integer.signum(type.compare(b, a)));
                assertThat(order == 0).as("%s and %s", a, b).isEqualTo(a.equals(b));
                assertThat(Integer.signum(type.compare(copy(a), copy(b)))).isEqualTo(order);
            }
        }
        Object[] sorted = values.toArray();
        Arrays.sort(sorted, type::compare);
        for (int i = 0; i < sorted.length; i++) {
            for (int j = i; j < sorted.length; j++) {
                assertThat(type.compare(sorted[i], sorted[j])).isLessThanOrEqualTo(0);
            }
        }
    }

    private Object copy(Object value) {
        WriteBuffer out = new WriteBuffer();
        type.write(out, value);
        return type.read(out.getBuffer().flip());
    }
}
