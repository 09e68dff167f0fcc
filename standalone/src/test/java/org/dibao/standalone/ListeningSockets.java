package org.dibao.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where this process listens, as the operating system knows it (Linux, proc(5)). */
final class ListeningSockets {
    private static final String LISTEN = "0A";

    private ListeningSockets() {}

    static List<InetSocketAddress> ofThisProcess() {
        Set<String> own = inodes();
        List<InetSocketAddress> found = new ArrayList<>();
        for (String table : new String[] {"/proc/self/net/tcp", "/proc/self/net/tcp6"}) {
            for (String line : lines(table)) {
                String[] fields = line.strip().split("\\s+");
                if (fields[3].equals(LISTEN) && own.contains(fields[9])) {
                    found.add(address(fields[1]));
                }
            }
        }
        return found;
    }

    private static Set<String> inodes() {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.map(ListeningSockets::target)
                    .filter(target -> target.startsWith("socket:["))
                    .map(target -> target.substring("socket:[".length(), target.length() - 1))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    private static List<String> lines(String table) {
        try (Stream<String> lines = Files.lines(Path.of(table))) {
            return lines.skip(1).toList();
        } catch (IOException noSuchProtocol) {
            return List.of();
        }
    }

    /** Words of four bytes, each in the order of the processor, then the port: {@code 0100007F:1F90}. */
    private static InetSocketAddress address(String text) {
        int colon = text.indexOf(':');
        byte[] bytes = HexFormat.of().parseHex(text.substring(0, colon));
        for (int word = 0; word < bytes.length; word += 4) {
            for (int i = 0; i < 2; i++) {
                byte swapped = bytes[word + i];
                bytes[word + i] = bytes[word + 3 - i];
                bytes[word + 3 - i] = swapped;
            }
        }
        try {
            return new InetSocketAddress(
                    InetAddress.getByAddress(bytes), Integer.parseInt(text.substring(colon + 1), 16));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
