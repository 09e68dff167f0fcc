package org.dibao.ingest.imports;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Files of an archive that wait, on disk, until it is known what the archive is. First in, first out. */
final class HeldFiles implements Closeable {
    private record Place(String name, long size, long offset, int length) {}

    private final Deque<Place> places = new ArrayDeque<>();
    private @Nullable RandomAccessFile disk;
    private long end;

    void add(ArchivedFile file) throws IOException {
        byte[] content = file.content();
        RandomAccessFile to = disk == null ? open() : disk;
        to.seek(end);
        to.write(content);
        places.add(new Place(file.name(), file.size(), end, content.length));
        end += content.length;
    }

    boolean isEmpty() {
        return places.isEmpty();
    }

    /** The next file, or null if there is none. */
    @Nullable
    ArchivedFile poll() throws IOException {
        Place place = places.poll();
        if (place == null || disk == null) {
            return null;
        }
        byte[] content = new byte[place.length()];
        disk.seek(place.offset());
        disk.readFully(content);
        return new ArchivedFile(place.name(), place.size(), content);
    }

    private RandomAccessFile open() throws IOException {
        Path path = Files.createTempFile("dibao-import-", ".tmp");
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        Files.delete(path); // its space is free as soon as it is closed, however the process ends
        disk = file;
        return file;
    }

    @Override
    public void close() throws IOException {
        if (disk != null) {
            disk.close();
        }
    }
}
