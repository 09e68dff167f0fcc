package org.dibao.embedded;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.jspecify.annotations.Nullable;

/**
 * The format and order of BSON keys and values in H2's file: strings and numbers in their natural order, everything
 * else by its bytes. By default H2 would use Java serialization, even to compare keys.
 */
final class BsonValueType extends BasicDataType<Object> {
    private static final byte MISSING = 0;
    private static final byte STRING = 1;
    private static final byte LONG = 2;
    private static final byte DOUBLE = 3;
    private static final byte KEY = 4;
    private static final byte DOCUMENT = 5;
    /** Any other value, as the only member of a document. */
    private static final byte OTHER = 6;

    @Override
    public int compare(Object a, Object b) {
        byte kind = kind(a);
        int order = Byte.compare(kind, kind(b));
        if (order != 0) {
            return order;
        }
        return switch (kind) {
            case MISSING -> 0;
            case STRING -> ((String) a).compareTo((String) b);
            case LONG -> ((Long) a).compareTo((Long) b);
            case DOUBLE -> ((Double) a).compareTo((Double) b);
            case KEY -> compare((KeyValue) a, (KeyValue) b);
            default -> compareBytes(kind, a, b);
        };
    }

    private int compare(KeyValue a, KeyValue b) {
        int size = Integer.compare(a.size(), b.size());
        for (int i = 0; size == 0 && i < a.size(); i++) {
            int order = compareElements(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return size;
    }

    private int compareElements(@Nullable Object a, @Nullable Object b) {
        return a == null || b == null ? Boolean.compare(a != null, b != null) : compare(a, b);
    }

    private static int compareBytes(byte kind, Object a, Object b) {
        return a.equals(b) ? 0 : Arrays.compareUnsigned(bytes(kind, a), bytes(kind, b));
    }

    @Override
    public int getMemory(Object value) {
        return memory(value);
    }

    private static int memory(@Nullable Object value) {
        return switch (value) {
            case String text -> 56 + 2 * text.length();
            case Map<?, ?> map -> {
                int sum = 120;
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    sum += 40 + memory(entry.getValue()); // names are short
                }
                yield sum;
            }
            case Iterable<?> elements -> {
                int sum = 64;
                for (Object element : elements) {
                    sum += 8 + memory(element);
                }
                yield sum;
            }
            case null, default -> 24;
        };
    }

    @Override
    public void write(WriteBuffer out, Object value) {
        byte kind = kind(value);
        out.put(kind);
        switch (kind) {
            case MISSING -> {}
            case STRING -> {
                byte[] utf8 = ((String) value).getBytes(java.nio.charset.StandardCharsets.UTF_8);
                out.putVarInt(utf8.length).put(utf8);
            }
            case LONG -> out.putLong((Long) value);
            case DOUBLE -> out.putLong(Double.doubleToRawLongBits((Double) value));
            case KEY -> {
                KeyValue key = (KeyValue) value;
                out.putVarInt(key.size());
                for (Object element : key) {
                    write(out, Missing.ofNullable(element));
                }
            }
            default -> {
                ByteBuf bytes = encoded(kind, value);
                out.put(bytes.array(), 0, bytes.writerIndex());
            }
        }
    }

    @Override
    public Object read(ByteBuffer in) {
        byte kind = in.get();
        return switch (kind) {
            case MISSING -> Missing.getInstance();
            case STRING -> {
                byte[] utf8 = new byte[DataUtils.readVarInt(in)];
                in.get(utf8);
                yield new String(utf8, java.nio.charset.StandardCharsets.UTF_8);
            }
            case LONG -> in.getLong();
            case DOUBLE -> Double.longBitsToDouble(in.getLong());
            case KEY -> {
                int size = DataUtils.readVarInt(in);
                List<@Nullable Object> elements = new ArrayList<>(size);
                for (int i = 0; i < size; i++) {
                    Object element = read(in);
                    elements.add(element instanceof Missing ? null : element);
                }
                yield new KeyValue(elements);
            }
            case DOCUMENT -> decoded(in);
            case OTHER -> Objects.requireNonNull(decoded(in).get(""));
            default ->
                throw new IllegalStateException(
                        "unknown kind of value " + kind + ": the file is damaged or from a newer release");
        };
    }

    @Override
    public Object[] createStorage(int size) {
        return new Object[size];
    }

    private static byte kind(Object value) {
        return switch (value) {
            case String _ -> STRING;
            case Long _ -> LONG;
            case Double _ -> DOUBLE;
            case KeyValue _ -> KEY;
            case Document _ -> DOCUMENT;
            case Missing _ -> MISSING;
            default -> OTHER;
        };
    }

    private static byte[] bytes(byte kind, Object value) {
        ByteBuf encoded = encoded(kind, value);
        return Arrays.copyOf(encoded.array(), encoded.writerIndex());
    }

    private static ByteBuf encoded(byte kind, Object value) {
        ByteBuf out = Unpooled.buffer(1024);
        BsonEncoder.encodeDocument(kind == DOCUMENT ? (Document) value : new Document("", value), out);
        return out;
    }

    /** A document has its length in its first four bytes. */
    private static Document decoded(ByteBuffer in) {
        ByteBuf bytes = Unpooled.wrappedBuffer(in);
        Document document = BsonDecoder.decodeBson(bytes);
        in.position(in.position() + bytes.readerIndex());
        return document;
    }
}
