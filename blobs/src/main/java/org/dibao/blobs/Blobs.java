package org.dibao.blobs;

import java.io.IOException;
import java.util.Optional;

/**
 * Port: bytes under their SHA-256. What is kept stays as it is and where it is; nothing here removes it. All methods may
 * block, and any thread may call them.
 *
 * <p>A hash is 64 hexadecimal digits in lower case; anything else is an {@link IllegalArgumentException}.
 */
public interface Blobs {

    /**
     * Begins to receive bytes. Nobody else sees them until they are {@linkplain Incoming#keep kept}.
     *
     * @throws IOException if there is no room for them
     */
    Incoming receive() throws IOException;

    /**
     * Opens what is kept.
     *
     * @return empty if nothing is kept under this hash
     */
    Optional<Blob> open(String hash) throws IOException;

    /** Whether something is kept under this hash. */
    boolean has(String hash) throws IOException;
}
