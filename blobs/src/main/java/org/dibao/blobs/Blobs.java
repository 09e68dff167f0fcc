package org.dibao.blobs;

import java.io.IOException;
import java.util.Optional;

/**
 * Port: bytes under their SHA-256, and what is made of them. Blobs stay as they are and where they are; nothing here removes
 * them. What is derived can be made again and may be removed by anybody. All methods may block, and any thread may call them.
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

    /**
     * Opens what was made of a blob and {@linkplain Incoming#keepDerived kept}. It may be gone at any time.
     *
     * @param name tells it from others: 1 to 32 characters from {@code a-z 0-9 . -}
     * @return empty if there is nothing under this name
     */
    Optional<Blob> derived(String hash, String name) throws IOException;
}
