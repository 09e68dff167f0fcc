package org.dibao.acceptance.untrusted;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An address of a scheme that nobody may use, disguised by one character that is not seen. It does nothing if it is followed.
 *
 * @param text as it is written into an article
 */
record HostileAddress(String text, int character, Form form) {
    /** How the character is written. */
    enum Form {
        ITSELF {
            @Override
            String of(int c) {
                return Character.toString(c);
            }
        },
        DECIMAL_ENTITY {
            @Override
            String of(int c) {
                return "&#" + c + ";";
            }
        },
        HEXADECIMAL_ENTITY {
            @Override
            String of(int c) {
                return "&#x" + Integer.toHexString(c) + ";";
            }
        },
        PERCENT {
            @Override
            String of(int c) {
                StringBuilder escaped = new StringBuilder();
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    escaped.append(String.format("%%%02X", b & 255));
                }
                return escaped.toString();
            }
        };

        abstract String of(int c);
    }

    private static final List<String> SCHEMES = List.of("javascript", "Data");
    private static final String HARMLESS = "void(0)";

    /** Characters that are not seen, and those that somebody may take away or change. */
    static int[] characters() {
        return IntStream.of(
                        0x00AD, 0x034F, 0x061C, 0x115F, 0x1680, 0x180E, 0x3000, 0x3164, 0xFE0F, 0xFEFF, 0xFFF9, 0xFFFD,
                        0xFFFE, 0xFFFF, 0xE0001)
                .boxed()
                .collect(
                        () -> new ArrayList<>(IntStream.concat(
                                        IntStream.concat(
                                                IntStream.rangeClosed(0, 0x20), IntStream.rangeClosed(0x7F, 0xA0)),
                                        IntStream.concat(
                                                IntStream.concat(
                                                        IntStream.rangeClosed(0x2000, 0x200F),
                                                        IntStream.rangeClosed(0x2028, 0x202F)),
                                                IntStream.concat(
                                                        IntStream.rangeClosed(0x205F, 0x2064),
                                                        IntStream.rangeClosed(0x2066, 0x206F))))
                                .boxed()
                                .toList()),
                        List::add,
                        List::addAll)
                .stream()
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** With the character before, within, behind the scheme and behind its colon, alone and at several places. */
    static List<HostileAddress> with(int character, Form form) {
        String c = form.of(character);
        List<HostileAddress> all = new ArrayList<>();
        String scheme = SCHEMES.get(character % SCHEMES.size());
        String first = scheme.substring(0, 1);
        String rest = scheme.substring(1);
        for (String text : List.of(
                c + scheme + ":" + HARMLESS,
                first + c + rest + ":" + HARMLESS,
                scheme + c + ":" + HARMLESS,
                scheme + ":" + c + HARMLESS,
                c + first + c + rest + c + ":" + c + HARMLESS + c,
                c + " \t" + c + scheme + ":" + HARMLESS)) {
            all.add(new HostileAddress(text, character, form));
        }
        return all;
    }

    @Override
    public String toString() {
        return form + " of U+" + String.format("%04X", character);
    }
}
